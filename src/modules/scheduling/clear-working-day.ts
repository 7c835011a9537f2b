import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import { timeOfPeriod } from './domain/effective-period.js';
import type { ScheduleChange } from './schedule-change.js';
import { findTherapist } from './storage/therapists.js';
import { deleteWorkingDay } from './storage/working-days.js';
import type { WorkingDay } from './storage/working-days.js';

@Injectable()
export class ClearWorkingDay {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Lets the weekly hours count again on a date; on one that had no hours of its own nothing changes. */
  execute(actor: Actor, { therapistId, clinicId, date }: Omit<WorkingDay, 'spans'>): Promise<ScheduleChange> {
    return this.unitOfWork.do(actor, async (tx) => {
      await tx.lock([therapistId]);
      await findTherapist(tx, therapistId);
      const { timeZone } = await findOne(tx, Clinic, 'clinic', clinicId);
      await deleteWorkingDay(tx, { therapistId, clinicId, date });
      tx.record({ action: 'working_day.cleared', subjectIds: [therapistId, clinicId], details: { date } });
      tx.emit('schedule.changed', { therapistId, clinicId });
      return { clinicId, roomId: null, therapistId, ...timeOfPeriod({ from: date, to: date }, timeZone) };
    });
  }
}
