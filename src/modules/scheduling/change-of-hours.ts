import { findOne } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import { effectivePeriod, timeOfPeriod } from './domain/effective-period.js';
import type { Effective } from './domain/effective-period.js';
import type { ScheduleChange } from './schedule-change.js';

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

/** As `changeOfHours`, of the hours of one date. */
export function changeOfDay(
  tx: Tx,
  { clinicId, therapistId, date }: { clinicId: string; therapistId: string; date: string },
): Promise<ScheduleChange> {
  return changeOfHours(tx, { clinicId, therapistId, effectiveFrom: date, effectiveTo: date }, tx.now);
}
