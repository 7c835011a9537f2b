import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { lockClosed } from './lock-closed.js';
import { Closure } from './storage/closure.entity.js';

@Injectable()
export class CancelClosure {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Opens what was closed. What was cancelled before stays as it is. Throws `NotFound`. */
  execute(actor: Actor, id: string): Promise<Closure> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        // What it closes never changes, so it may be read before the lock; whether it still counts may not.
        await lockClosed(tx, await findOne(tx, Closure, 'closure', id));
        const closure = await findOne(tx, Closure, 'closure', id);
        if (closure.cancelledAt) return closure;
        const { clinicId, roomId } = closure;
        await tx.manager.update(Closure, { practiceId: tx.practiceId, id }, { cancelledAt: tx.now });
        tx.record({ action: 'closure.cancelled', subjectIds: [id, clinicId, ...(roomId ? [roomId] : [])] });
        tx.emit('schedule.changed', roomId ? { clinicId, roomId } : { clinicId });
        return { ...closure, cancelledAt: tx.now };
      },
      repeatOf(Closure, 'closure'),
    );
  }
}
