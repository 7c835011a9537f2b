import type { DataSource } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import type { Due } from '../../../platform/jobs/index.js';

const FIRST = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000'];

interface Window {
  /** YYYY-MM-DD, both counted. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly after: Due | undefined;
  readonly atMost: number;
}

/** The licences of all practices that end in a window, in the order of their ids. */
export const licencesEnding = (
  dataSource: DataSource,
  { firstDay, lastDay, after, atMost }: Window,
): Promise<readonly Due[]> =>
  dataSource.query<Due[]>(`SELECT practice_id AS "practiceId", id FROM gate.licences_ending($1, $2, $3, $4, $5)`, [
    ...[firstDay, lastDay],
    ...(after ? [after.practiceId, after.id] : FIRST),
    atMost,
  ]);

/** A licence that will end and that nothing replaces. */
export interface EndingLicence {
  /** YYYY-MM-DD, the last valid date. */
  readonly expiresOn: string;
  /** By the clinic where the therapist works, else the practice's first one. */
  readonly clinicId: string;
  /** Of that clinic, YYYY-MM-DD. */
  readonly today: string;
  readonly daysLeft: number;
  /** Of the therapist, where they have a login. */
  readonly membershipId: string | null;
}

const ENDING = `SELECT l.expires_on::text AS "expiresOn", c.id AS "clinicId", d.today::text, l.expires_on - d.today AS "daysLeft", m.id AS "membershipId"
  FROM licences l
  JOIN therapists t ON t.practice_id = $1 AND t.id = l.therapist_id AND t.archived_at IS NULL
  JOIN clinics c ON c.practice_id = $1 AND c.id = coalesce(
    (SELECT clinic_id FROM therapist_clinics tc JOIN clinics k ON k.practice_id = $1 AND k.id = tc.clinic_id AND k.archived_at IS NULL
     WHERE tc.practice_id = $1 AND tc.therapist_id = t.id ORDER BY (k.jurisdiction = l.jurisdiction) DESC, k.id LIMIT 1),
    (SELECT id FROM clinics k WHERE k.practice_id = $1 ORDER BY k.archived_at IS NOT NULL, k.id LIMIT 1))
  CROSS JOIN LATERAL (SELECT ($3::timestamptz AT TIME ZONE c.time_zone)::date AS today) d
  LEFT JOIN memberships m ON m.practice_id = $1 AND m.id = t.membership_id AND m.ended_at IS NULL
  WHERE l.practice_id = $1 AND l.id = $2 AND l.kind = 'licence' AND l.status = 'active' AND l.expires_on IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM licences n WHERE n.practice_id = $1 AND n.therapist_id = l.therapist_id AND n.kind = l.kind AND n.status = 'active'
        AND n.jurisdiction = l.jurisdiction AND (n.expires_on IS NULL OR n.expires_on > l.expires_on))`;

/** Undefined where it was renewed, is not valid any more, or its therapist has left. */
export async function endingLicence(tx: Tx, id: string): Promise<EndingLicence | undefined> {
  const [licence] = await tx.sql<EndingLicence & Record<string, unknown>>(ENDING, [tx.practiceId, id, tx.now]);
  return licence;
}
