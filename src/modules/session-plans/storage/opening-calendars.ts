import type { Tx } from '../../../platform/database/index.js';
import type { DueIntervals, OpeningCalendar } from '../domain/index.js';

/** A plan that was due before that has lapsed long ago: on which day exactly no longer matters. */
const CALENDARS = `SELECT c.id, c.time_zone AS zone, p.recall_lead AS lead, p.recall_nudge AS nudge,
    coalesce((SELECT json_agg(json_build_object('weekday', h.weekday, 'starts', to_char(h.starts, 'HH24:MI'),
        'ends', to_char(h.ends, 'HH24:MI'), 'validFrom', h.valid_from, 'validTo', h.valid_to))
      FROM opening_hours h WHERE h.practice_id = $1 AND h.clinic_id = c.id), '[]'::json) AS "openingHours",
    coalesce((SELECT json_agg(json_build_object('start', (extract(epoch FROM k.starts_at) * 1000)::bigint,
        'end', (extract(epoch FROM k.ends_at) * 1000)::bigint))
      FROM closures k WHERE k.practice_id = $1 AND k.clinic_id = c.id AND k.room_id IS NULL AND k.cancelled_at IS NULL
        AND k.ends_at > $3::timestamptz - interval '400 days'), '[]'::json) AS closures
  FROM clinics c JOIN practices p ON p.id = $1 WHERE c.practice_id = $1 AND c.id = ANY($2::uuid[])`;

/** When each of these clinics is open, and the practice's intervals, in one statement. */
export async function readOpeningCalendars(
  tx: Tx,
  clinicIds: readonly string[],
): Promise<Map<string, OpeningCalendar & DueIntervals>> {
  const rows = await tx.sql<OpeningCalendar & DueIntervals & { id: string }>(CALENDARS, [
    tx.practiceId,
    [...new Set(clinicIds)],
    tx.now,
  ]);
  return new Map(rows.map(({ id, ...calendar }) => [id, calendar]));
}
