import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import { Clinic, lockClinic } from '../practices/index.js';
import { refuseClashInWeek } from './domain/clashing-hours.js';
import { effectivePeriod, timeOfPeriod } from './domain/effective-period.js';
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

@Injectable()
export class SetOpeningHours {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes these the opening hours of all dates of the period; other dates keep theirs. Visits that were booked stay.
   * Throws `InvalidInput` for hours that share time, and `NotFound` for a clinic that is not the practice's.
   */
  execute(actor: Actor, draft: OpeningHoursDraft): Promise<{ hours: WeeklyHours[]; change: ScheduleChange }> {
    const { clinicId, hours } = draft;
    refuseClashInWeek(hours);
    return this.unitOfWork.do(actor, async (tx) => {
      await lockClinic(tx, clinicId);
      const { timeZone } = await findOne(tx, Clinic, 'clinic', clinicId);
      const period = effectivePeriod(draft, timeZone, tx.now.getTime());
      await replaceOpeningHours(tx, { clinicId, period, hours });
      tx.record({ action: 'opening_hours.set', subjectIds: [clinicId], details: { ...period } });
      tx.emit('schedule.changed', { clinicId });
      const change = { clinicId, roomId: null, therapistId: null, ...timeOfPeriod(period, timeZone) };
      return { hours: await hoursOfClinic(tx, clinicId), change };
    });
  }
}
