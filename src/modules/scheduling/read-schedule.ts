import { InvalidInput } from '../../kernel/index.js';
import type { Interval } from '../../kernel/index.js';
import { findOne } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import type { WeeklyHours } from './domain/local-hours.js';
import type { Closure } from './storage/closure.entity.js';
import { closuresIn } from './storage/closures.js';
import { hoursOfClinic } from './storage/opening-hours.js';
import { findTherapist, therapistsAt } from './storage/therapists.js';
import type { TimeOff } from './storage/time-off.entity.js';
import { timeOffIn } from './storage/time-offs.js';
import { workingDaysOf } from './storage/working-days.js';
import type { WorkingDay } from './storage/working-days.js';
import { workingHoursOf } from './storage/working-hours.js';
import type { WorkingHours } from './storage/working-hours.js';

// What staff may read of the schedule. Each throws `NotFound` for a clinic or therapist that is not the practice's, and
// for another therapist where a therapist asks.

export async function readOpeningHours(tx: Tx, clinicId: string): Promise<WeeklyHours[]> {
  await findOne(tx, Clinic, 'clinic', clinicId);
  return hoursOfClinic(tx, clinicId);
}

export async function readClosures(tx: Tx, clinicId: string, window: Interval): Promise<Closure[]> {
  await findOne(tx, Clinic, 'clinic', clinicId);
  return closuresIn(tx, clinicId, window);
}

export async function readWorkingHours(tx: Tx, therapistId: string): Promise<WorkingHours[]> {
  await findTherapist(tx, therapistId);
  return workingHoursOf(tx, therapistId);
}

export async function readWorkingDays(
  tx: Tx,
  asked: { therapistId: string; from: string; to: string },
): Promise<WorkingDay[]> {
  await findTherapist(tx, asked.therapistId);
  return workingDaysOf(tx, asked);
}

/**
 * The time off of one therapist, or of all who work at a clinic; a therapist who asks for a clinic gets their own. Throws
 * `InvalidInput` unless exactly one of the two is named.
 */
export async function readTimeOff(
  tx: Tx,
  { therapistId, clinicId, window }: { therapistId?: string | null; clinicId?: string | null; window: Interval },
): Promise<TimeOff[]> {
  if (therapistId && !clinicId) {
    await findTherapist(tx, therapistId);
    return timeOffIn(tx, [therapistId], window);
  }
  if (clinicId && !therapistId) return timeOffIn(tx, await therapistsAt(tx, clinicId), window);
  throw InvalidInput.of('therapistId', 'oneOfTwo', 'Say whose time off: give either therapistId or clinicId.');
}
