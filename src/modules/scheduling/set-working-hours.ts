import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import { changeOfHours } from './change-of-hours.js';
import { refuseClashInWeek } from './domain/clashing-hours.js';
import { effectivePeriod } from './domain/effective-period.js';
import type { ScheduleChange } from './schedule-change.js';
import { findTherapist, worksAt } from './storage/therapists.js';
import type { NotAtClinic } from './storage/therapists.js';
import { replaceWorkingHours, workingHoursOf } from './storage/working-hours.js';
import type { WorkingHours } from './storage/working-hours.js';
import type { OpeningHoursDraft } from './set-opening-hours.js';

export type WorkingHoursDraft = OpeningHoursDraft & { readonly therapistId: string };

interface WorkingHoursSet {
  readonly hours: WorkingHours[];
  readonly change: ScheduleChange;
}

@Injectable()
export class SetWorkingHours {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes these the therapist's hours at the clinic on all dates of the period; other dates and other clinics keep theirs.
   * Visits that were booked stay. Throws `InvalidInput` for hours that share time, and `NotFound` for ids of no record.
   */
  execute(actor: Actor, draft: WorkingHoursDraft): Promise<Outcome<WorkingHoursSet, NotAtClinic>> {
    const { therapistId, clinicId, hours } = draft;
    refuseClashInWeek(hours);
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await tx.lock([therapistId]);
        await findTherapist(tx, therapistId);
        const { timeZone } = await findOne(tx, Clinic, 'clinic', clinicId);
        if (!(await worksAt(tx, therapistId, clinicId)))
          return refuse({ kind: 'not_at_clinic', therapistId, clinicId });
        const period = effectivePeriod(draft, timeZone, tx.now.getTime());
        await replaceWorkingHours(tx, { therapistId, clinicId, period, hours });
        tx.record({ action: 'working_hours.set', subjectIds: [therapistId, clinicId], details: { ...period } });
        tx.emit('schedule.changed', { therapistId, clinicId });
        return ok(await answer(tx, draft, tx.now));
      },
      { repeat: { idOf: () => therapistId, again: (tx, _, setAt) => answer(tx, draft, setAt) } },
    );
  }
}

/** The hours as they stand now, and what setting them at that time may affect. */
async function answer(tx: Tx, draft: WorkingHoursDraft, setAt: Date): Promise<WorkingHoursSet> {
  return { hours: await workingHoursOf(tx, draft.therapistId), change: await changeOfHours(tx, draft, setAt) };
}
