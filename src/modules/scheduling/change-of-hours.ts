import { findOne } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import { effectivePeriod, timeOfPeriod } from './domain/effective-period.js';
import type { Effective } from './domain/effective-period.js';
import type { ScheduleChange } from './schedule-change.js';
import { workingDaysOf } from './storage/working-days.js';
import type { WorkingDay } from './storage/working-days.js';

interface HoursSet extends Effective {
  readonly clinicId: string;
  /** Left out: the clinic's own hours. */
  readonly therapistId?: string;
}

/** What hours that were set at a time may affect, by the clinic's calendar. */
export async function changeOfHours(
  tx: Tx,
  { clinicId, therapistId, ...effective }: HoursSet,
  setAt: Date,
): Promise<ScheduleChange> {
  const { timeZone } = await findOne(tx, Clinic, 'clinic', clinicId);
  const period = effectivePeriod(effective, timeZone, setAt.getTime());
  return { clinicId, roomId: null, therapistId: therapistId ?? null, ...timeOfPeriod(period, timeZone) };
}

/** A date's own hours as they stand now, or null where the weekly ones count, and what setting or clearing them may affect. */
export interface WorkingDayChange {
  readonly day: WorkingDay | null;
  readonly change: ScheduleChange;
}

export async function changeOfDay(
  tx: Tx,
  { clinicId, therapistId, date }: Omit<WorkingDay, 'spans'>,
): Promise<WorkingDayChange> {
  const days = await workingDaysOf(tx, { therapistId, from: date, to: date });
  const effective = { effectiveFrom: date, effectiveTo: date };
  return {
    day: days.find((each) => each.clinicId === clinicId.toLowerCase()) ?? null,
    change: await changeOfHours(tx, { clinicId, therapistId, ...effective }, tx.now),
  };
}
