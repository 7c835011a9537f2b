import type { Tx } from '../../../platform/database/index.js';

/** Whose visits count for a plan. */
interface FactsWanted {
  readonly planId: string;
  /** All records of the plan's client. */
  readonly records: readonly string[];
}

/** What the visits say about a plan. */
export interface PlanFacts {
  readonly planId: string;
  /** The record that stands for the client today. */
  readonly clientId: string;
  readonly isArchived: boolean;
  /** YYYY-MM-DD by its clinic's calendar of the last completed treatment. */
  readonly lastSessionOn: string | null;
  /** The next visit that is booked and not over. */
  readonly upcomingId: string | null;
}

const VISITS = `appointments a JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id
  JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
  WHERE a.practice_id = $1 AND a.client_id = ANY(f.records)`;
/** A consultation alone is no treatment. */
const TREATMENT = `a.status = 'completed' AND s.technique <> 'consultation'`;
const DATE = `(a.starts_at AT TIME ZONE c.time_zone)::date`;

const FACTS = `SELECT f."planId", k.id AS "clientId", k.archived_at IS NOT NULL AS "isArchived",
    (SELECT ${DATE}::text FROM ${VISITS} AND ${TREATMENT} ORDER BY a.starts_at DESC LIMIT 1) AS "lastSessionOn",
    (SELECT a.id FROM appointments a WHERE a.practice_id = $1 AND a.client_id = ANY(f.records) AND a.ends_at > $3
       AND a.starts_at > $3::timestamptz - interval '1 day'
       AND a.status NOT IN ('held', 'expired', 'cancelled', 'no_show', 'completed')
     ORDER BY a.starts_at, a.id LIMIT 1) AS "upcomingId"
  FROM jsonb_to_recordset($2::jsonb) AS f("planId" uuid, records uuid[])
  JOIN clients k ON k.practice_id = $1 AND k.id = ANY(f.records) AND k.merged_into_id IS NULL`;

/** In one statement, whatever the number of plans. */
export async function readPlanFacts(tx: Tx, wanted: readonly FactsWanted[]): Promise<Map<string, PlanFacts>> {
  if (wanted.length === 0) return new Map();
  const facts = await tx.sql<PlanFacts>(FACTS, [tx.practiceId, JSON.stringify(wanted), tx.now]);
  return new Map(facts.map((one) => [one.planId, one]));
}

/** Of the block of each plan; a day's grace before lets the index leave out what is certainly earlier, whatever the zone. */
const DONE = `SELECT f."planId", (SELECT count(*)::integer FROM ${VISITS} AND ${TREATMENT}
    AND a.starts_at >= f."blockFrom"::timestamptz - interval '1 day' AND ${DATE} >= f."blockFrom") AS done
  FROM jsonb_to_recordset($2::jsonb) AS f("planId" uuid, records uuid[], "blockFrom" date)`;

/** By plan, the treatments that were completed on the day on which the block began (YYYY-MM-DD), or later. In one statement. */
export async function countSessions(
  tx: Tx,
  wanted: readonly (FactsWanted & { readonly blockFrom: string })[],
): Promise<Map<string, number>> {
  const rows = await tx.sql<{ planId: string; done: number }>(DONE, [tx.practiceId, JSON.stringify(wanted)]);
  return new Map(rows.map(({ planId, done }) => [planId, done]));
}
