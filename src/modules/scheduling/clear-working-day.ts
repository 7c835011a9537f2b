import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { changeOfDay } from './change-of-hours.js';
import type { WorkingDayChange } from './change-of-hours.js';
import { findTherapist } from './storage/therapists.js';
import { deleteWorkingDay } from './storage/working-days.js';
import type { WorkingDay } from './storage/working-days.js';

@Injectable()
export class ClearWorkingDay {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Lets the weekly hours count again on a date; on one that had no hours of its own nothing changes. */
  execute(actor: Actor, day: Omit<WorkingDay, 'spans'>): Promise<WorkingDayChange> {
    const { therapistId, clinicId, date } = day;
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        await tx.lock([therapistId]);
        await findTherapist(tx, therapistId);
        await deleteWorkingDay(tx, day);
        tx.record({ action: 'working_day.cleared', subjectIds: [therapistId, clinicId], details: { date } });
        tx.emit('schedule.changed', { therapistId, clinicId });
        return changeOfDay(tx, day);
      },
      { idOf: () => therapistId, again: (tx) => changeOfDay(tx, day) },
    );
  }
}
