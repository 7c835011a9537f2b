import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import { changeOfDay } from './change-of-hours.js';
import type { WorkingDayChange } from './change-of-hours.js';
import { refuseClashInDay } from './domain/clashing-hours.js';
import { findTherapist, worksAt } from './storage/therapists.js';
import type { NotAtClinic } from './storage/therapists.js';
import { replaceWorkingDay } from './storage/working-days.js';
import type { WorkingDay } from './storage/working-days.js';

@Injectable()
export class SetWorkingDay {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes these spans, or none for a day off, the therapist's hours at the clinic on one date, in place of the weekly
   * ones. Visits that were booked stay. Throws `InvalidInput` for spans that share time, and `NotFound` for ids of no record.
   */
  execute(actor: Actor, day: WorkingDay): Promise<Outcome<WorkingDayChange, NotAtClinic>> {
    const { therapistId, clinicId, date } = day;
    refuseClashInDay(day.spans);
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await tx.lock([therapistId]);
        await findTherapist(tx, therapistId);
        await findOne(tx, Clinic, 'clinic', clinicId);
        if (!(await worksAt(tx, therapistId, clinicId)))
          return refuse({ kind: 'not_at_clinic', therapistId, clinicId });
        await replaceWorkingDay(tx, day);
        tx.record({ action: 'working_day.set', subjectIds: [therapistId, clinicId], details: { date } });
        tx.emit('schedule.changed', { therapistId, clinicId });
        return ok(await changeOfDay(tx, day));
      },
      { repeat: { idOf: () => therapistId, again: (tx) => changeOfDay(tx, day) } },
    );
  }
}
