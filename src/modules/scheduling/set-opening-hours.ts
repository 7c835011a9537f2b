import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic, lockClinic } from '../practices/index.js';
import { changeOfHours } from './change-of-hours.js';
import { refuseClashInWeek } from './domain/clashing-hours.js';
import { effectivePeriod } from './domain/effective-period.js';
import type { WeeklyHours } from './domain/local-hours.js';
import type { ScheduleChange } from './schedule-change.js';
import { hoursOfClinic, replaceOpeningHours } from './storage/opening-hours.js';
import type { HoursOfWeek } from './storage/weekly-hours.js';

export interface OpeningHoursDraft {
  readonly clinicId: string;
  readonly effectiveFrom?: string | null;
  readonly effectiveTo?: string | null;
  readonly hours: readonly HoursOfWeek[];
}

interface OpeningHoursSet {
  readonly hours: WeeklyHours[];
  readonly change: ScheduleChange;
}

@Injectable()
export class SetOpeningHours {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes these the opening hours of all dates of the period; other dates keep theirs. Visits that were booked stay.
   * Throws `InvalidInput` for hours that share time, and `NotFound` for a clinic that is not the practice's.
   */
  execute(actor: Actor, draft: OpeningHoursDraft): Promise<OpeningHoursSet> {
    const { clinicId, hours } = draft;
    refuseClashInWeek(hours);
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        await lockClinic(tx, clinicId);
        const { timeZone } = await findOne(tx, Clinic, 'clinic', clinicId);
        const period = effectivePeriod(draft, timeZone, tx.now.getTime());
        await replaceOpeningHours(tx, { clinicId, period, hours });
        tx.record({ action: 'opening_hours.set', subjectIds: [clinicId], details: { ...period } });
        tx.emit('schedule.changed', { clinicId });
        return answer(tx, draft, tx.now);
      },
      { idOf: () => clinicId, again: (tx, _, setAt) => answer(tx, draft, setAt) },
    );
  }
}

/** The hours as they stand now, and what setting them at that time may affect. */
async function answer(tx: Tx, draft: OpeningHoursDraft, setAt: Date): Promise<OpeningHoursSet> {
  return { hours: await hoursOfClinic(tx, draft.clinicId), change: await changeOfHours(tx, draft, setAt) };
}
