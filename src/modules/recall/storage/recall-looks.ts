import type { Tx } from '../../../platform/database/index.js';
import type { DueState } from '../../session-plans/domain/index.js';
import type { NoReminderReason } from '../domain/index.js';

/** How a plan stood when it was looked at, and when to look again. Without a state it is on no list: not live, or the client is archived. */
export interface Look {
  readonly planId: string;
  /** Null: only something that happens can change anything. */
  readonly lookAt: Date | null;
  /** YYYY-MM-DD. */
  readonly dueOn: string | null;
  readonly state: DueState | null;
  readonly reason: NoReminderReason | null;
}

/** Which plans a worker takes of those whose time to be looked at has come. */
export interface Taking {
  readonly atMost: number;
  /** Those that failed before. */
  readonly except: readonly string[];
  /** One alone; null: any. */
  readonly only: string | null;
}

const TAKE = `SELECT plan_id AS "planId" FROM recall_looks WHERE practice_id = $1 AND look_at <= $2 AND plan_id <> ALL($4::uuid[])
    AND ($5::uuid IS NULL OR plan_id = $5)
  ORDER BY look_at LIMIT $3 FOR UPDATE SKIP LOCKED`;

/** Those that have waited longest first; nobody else has them until the unit ends. Those in the hands of another worker are skipped. */
export async function takeDue(tx: Tx, { atMost, except, only }: Taking): Promise<string[]> {
  const rows = await tx.sql<{ planId: string }>(TAKE, [tx.practiceId, tx.now, atMost, except, only]);
  return rows.map(({ planId }) => planId);
}

const KEEP = `UPDATE recall_looks l SET look_at = n."lookAt", looked_at = $3, due_on = n."dueOn", state = n.state, reason = n.reason
  FROM jsonb_to_recordset($2::jsonb) AS n("planId" uuid, "lookAt" timestamptz, "dueOn" date, state text, reason text)
  WHERE l.practice_id = $1 AND l.plan_id = n."planId"`;

export function keepLooks(tx: Tx, looks: readonly Look[]): void {
  if (looks.length > 0) tx.write(KEEP, [tx.practiceId, JSON.stringify(looks), tx.now]);
}

/** A plan that was never live is not looked at. */
const PLAN_CHANGED = `INSERT INTO recall_looks (practice_id, plan_id, clinic_id, look_at)
  SELECT practice_id, id, clinic_id, $3 FROM session_plans p WHERE practice_id = $1 AND id = $2
    AND (status = 'active' OR EXISTS (SELECT FROM recall_looks l WHERE l.practice_id = $1 AND l.plan_id = p.id))
  ON CONFLICT (practice_id, plan_id) DO UPDATE SET look_at = least(recall_looks.look_at, excluded.look_at)`;

/** Always in one order: of two that concern the same plans one waits for the other. */
const lookNow = (which: string): string => `UPDATE recall_looks l SET look_at = least(l.look_at, $3)
  FROM (SELECT l.plan_id FROM ${which} ORDER BY l.plan_id FOR UPDATE OF l) AS those
  WHERE l.practice_id = $1 AND l.plan_id = those.plan_id`;

const OF_PEOPLE = lookNow(`session_plans p JOIN recall_looks l ON l.practice_id = $1 AND l.plan_id = p.id
  WHERE p.practice_id = $1 AND p.client_id = ANY($2::uuid[]) AND p.status <> 'ended'`);
const OF_CLINIC = lookNow('recall_looks l WHERE l.practice_id = $1 AND l.clinic_id = $2 AND l.state IS NOT NULL');
const OF_PRACTICE = lookNow('recall_looks l WHERE l.practice_id = $1 AND $2::uuid IS NULL AND l.state IS NOT NULL');

/** Each of these has the plans looked at as soon as a worker comes by. What it finds then is the truth of that moment. */

export const lookAtPlan = (tx: Tx, planId: string): void => tx.write(PLAN_CHANGED, [tx.practiceId, planId, tx.now]);

/** Of whoever these records belong to: all records of the people. */
export const lookAtPeople = (tx: Tx, recordIds: readonly string[]): void =>
  tx.write(OF_PEOPLE, [tx.practiceId, recordIds, tx.now]);

export const lookAtClinic = (tx: Tx, clinicId: string): void => tx.write(OF_CLINIC, [tx.practiceId, clinicId, tx.now]);

export const lookAtPractice = (tx: Tx): void => tx.write(OF_PRACTICE, [tx.practiceId, null, tx.now]);
