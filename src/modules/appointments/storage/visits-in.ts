import type { Tx } from '../../../platform/database/index.js';
import type { ScheduleChange } from '../../scheduling/index.js';
import { APPOINTMENT_COLUMNS } from './appointments.js';
import type { Appointment } from './appointments.js';

/** A list that nobody can work through is no list: the soonest ones come first, and the rest when those are moved. */
const MOST = 200;
/** How far ahead a change "for good" is looked at; clinics take no bookings beyond (see the check of horizon_days). */
const FARTHEST_DAYS = 730;

const STILL_TO_COME = (scope: string): string => `SELECT ${APPOINTMENT_COLUMNS} FROM appointments
  WHERE practice_id = $1 AND status IN ('held', 'pending_clearance', 'booked', 'confirmed') AND ${scope}
    AND (status <> 'held' OR hold_expires_at > $5)
  ORDER BY starts_at, id LIMIT ${MOST}`;
/** By the time that is blocked around the visits, since the index is on that: a few too many, which break no rule. */
const OF_THERAPIST = STILL_TO_COME(`therapist_id = $2
    AND therapist_blocked_from > $3::timestamptz - interval '1 day' AND therapist_blocked_from < $4 AND therapist_blocked_to > $3
    AND ($6::uuid IS NULL OR clinic_id = $6) AND $7::uuid IS NULL`);
const OF_CLINIC = STILL_TO_COME(`clinic_id = $2
    AND starts_at > $3::timestamptz - interval '1 day' AND starts_at < $4 AND ends_at > $3
    AND ($6::uuid IS NULL OR clinic_id = $6) AND ($7::uuid IS NULL OR room_id = $7)`);

/** Visits that are still to come and lie in what has changed, soonest first, at most 200. */
export function visitsIn(tx: Tx, change: ScheduleChange): Promise<Appointment[]> {
  const { therapistId, clinicId, roomId } = change;
  const from = new Date(Math.max(change.from.getTime(), tx.now.getTime()));
  const to = change.to ?? new Date(from.getTime() + FARTHEST_DAYS * 86_400_000);
  const values = [tx.practiceId, therapistId ?? clinicId, from, to, tx.now, clinicId, roomId];
  return tx.sql<Appointment>(therapistId ? OF_THERAPIST : OF_CLINIC, values);
}
