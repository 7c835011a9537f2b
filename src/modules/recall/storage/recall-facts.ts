import type { Tx } from '../../../platform/database/index.js';
import { TRIAGE_KINDS } from '../../follow-ups/index.js';
import { isStopped } from '../../messaging/index.js';

/** A plan of which is asked what speaks against a reminder. */
interface FactsWanted {
  readonly planId: string;
  /** The record that stands for the client today. */
  readonly clientId: string;
  /** All records of the client. */
  readonly records: readonly string[];
}

/** What bears on reminding the client of one plan. */
export interface RecallFacts {
  readonly planId: string;
  /** When the plan was entered here. */
  readonly knownAt: Date;
  /** What the client last said about reminders by this channel; null: nobody asked. */
  readonly email: boolean | null;
  readonly sms: boolean | null;
  readonly hasEmail: boolean;
  readonly hasPhone: boolean;
  /** Whether their number has said STOP, or their e-mail address was stopped. */
  readonly emailStopped: boolean;
  readonly smsStopped: boolean;
  readonly hasOpenTask: boolean;
  /** A live plan of the same person, begun later: only records that were merged have two. */
  readonly hasLaterPlan: boolean;
  /** A visit that is over and not closed hinders until then. */
  readonly openUntil: Date | null;
  /** The end of the next visit that is booked. */
  readonly upcomingEndsAt: Date | null;
  /** Whether the client has answered anything that screening goes by. */
  readonly hasAnswers: boolean;
}

/** A minor's guardian may be written to instead. */
const REACHED = (own: string, guardian: string): string =>
  `(k.${own} IS NOT NULL OR (k.${guardian} IS NOT NULL AND k.birth_date > $3::timestamptz - interval '18 years'))`;
const STANDING = `a.practice_id = $1 AND a.client_id = ANY(f.records) AND a.status NOT IN ('held', 'expired', 'cancelled', 'no_show', 'completed')`;
/** No visit is longer than a day: a check of the table. */
const SINCE = (days: number): string => `a.starts_at > $3::timestamptz - interval '${days} days'`;

const FACTS = `SELECT f."planId", v.changed_at AS "knownAt", c.email, c.sms,
    ${REACHED('email', 'guardian_email')} AS "hasEmail", ${REACHED('phone', 'guardian_phone')} AS "hasPhone",
    ${isStopped('email', 'k')} AS "emailStopped", ${isStopped('sms', 'k')} AS "smsStopped",
    EXISTS (SELECT FROM follow_ups o WHERE o.practice_id = $1 AND o.client_id = ANY(f.records) AND o.done_at IS NULL
      AND o.kind = ANY($4)) AS "hasOpenTask",
    EXISTS (SELECT FROM session_plans p WHERE p.practice_id = $1 AND p.client_id = ANY(f.records) AND p.status = 'active'
      AND p.id > f."planId") AS "hasLaterPlan",
    (SELECT max(a.ends_at) + interval '1 day' FROM appointments a WHERE ${STANDING} AND ${SINCE(2)}
      AND a.ends_at <= $3 AND a.ends_at > $3::timestamptz - interval '1 day') AS "openUntil",
    (SELECT a.ends_at FROM appointments a WHERE ${STANDING} AND ${SINCE(1)} AND a.ends_at > $3
      ORDER BY a.starts_at, a.id LIMIT 1) AS "upcomingEndsAt",
    EXISTS (SELECT FROM risk_profiles q WHERE q.practice_id = $1 AND q.client_id = ANY(f.records)) AS "hasAnswers"
  FROM jsonb_to_recordset($2::jsonb) AS f("planId" uuid, "clientId" uuid, records uuid[])
  JOIN clients k ON k.practice_id = $1 AND k.id = f."clientId"
  JOIN session_plan_versions v ON v.practice_id = $1 AND v.plan_id = f."planId" AND v.version = 1
  LEFT JOIN LATERAL (SELECT bool_or(granted) FILTER (WHERE channel = 'email') AS email, bool_or(granted) FILTER (WHERE channel = 'sms') AS sms
    FROM client_consents WHERE practice_id = $1 AND client_id = f."clientId" AND purpose = 'recall') c ON true`;

/** In one statement, whatever the number of plans. */
export async function readRecallFacts(tx: Tx, wanted: readonly FactsWanted[]): Promise<Map<string, RecallFacts>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.sql<RecallFacts>(FACTS, [tx.practiceId, JSON.stringify(wanted), tx.now, TRIAGE_KINDS]);
  return new Map(rows.map((row) => [row.planId, row]));
}
