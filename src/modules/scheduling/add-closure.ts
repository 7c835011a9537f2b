import { Injectable } from '@nestjs/common';
import { newId, NotFound } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { Clinic, Room } from '../practices/index.js';
import { spanOfTime } from './domain/span-of-time.js';
import type { SpanGiven } from './domain/span-of-time.js';
import { lockClosed } from './lock-closed.js';
import { Closure } from './storage/closure.entity.js';

export interface ClosureDraft extends SpanGiven {
  readonly clinicId: string;
  /** Left out: the whole clinic. */
  readonly roomId?: string | null;
  readonly reason?: string | null;
}

@Injectable()
export class AddClosure {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Closes a clinic or one of its rooms, also where there are visits: those stay until somebody moves them. Throws
   * `InvalidInput` for a span that is none, and `NotFound` for ids of no record, or of a room of another clinic.
   */
  execute(actor: Actor, draft: ClosureDraft): Promise<Closure> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const { clinicId, roomId = null, reason = null } = draft;
        await lockClosed(tx, { clinicId, roomId });
        const { timeZone } = await findOne(tx, Clinic, 'clinic', clinicId);
        const room = roomId === null ? null : await findOne(tx, Room, 'room', roomId);
        if (room && room.clinicId !== clinicId) throw new NotFound('room', room.id);
        const { start, end } = await spanOfTime(draft, async () => timeZone);
        const id = newId();
        const span = { startsAt: new Date(start), endsAt: new Date(end), cancelledAt: null, createdAt: tx.now };
        const closure = tx.manager.create(Closure, {
          practiceId: tx.practiceId,
          id,
          clinicId,
          roomId,
          reason,
          ...span,
        });
        await tx.manager.insert(Closure, closure);
        tx.record({ action: 'closure.added', subjectIds: [id, clinicId, ...(roomId ? [roomId] : [])] });
        tx.emit('schedule.changed', roomId ? { clinicId, roomId } : { clinicId });
        return closure;
      },
      repeatOf(Closure, 'closure'),
    );
  }
}
