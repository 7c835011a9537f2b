import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { TimeOff } from './storage/time-off.entity.js';

@Injectable()
export class CancelTimeOff {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Gives the time back to the schedule. What was cancelled before stays as it is. Throws `NotFound`. */
  execute(actor: Actor, id: string): Promise<TimeOff> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        // Whose it is never changes, so it may be read before the lock; whether it still counts may not.
        const { therapistId } = await findOne(tx, TimeOff, 'time off', id);
        await tx.lock([therapistId]);
        const timeOff = await findOne(tx, TimeOff, 'time off', id);
        if (timeOff.cancelledAt) return timeOff;
        await tx.manager.update(TimeOff, { practiceId: tx.practiceId, id }, { cancelledAt: tx.now });
        tx.record({ action: 'time_off.cancelled', subjectIds: [id, therapistId] });
        tx.emit('schedule.changed', { therapistId });
        return { ...timeOff, cancelledAt: tx.now };
      },
      repeatOf(TimeOff, 'time off'),
    );
  }
}
