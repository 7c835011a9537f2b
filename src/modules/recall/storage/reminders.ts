import type { Tx } from '../../../platform/database/index.js';
import type { ReminderStep } from '../domain/index.js';

/** One step for one due date. Dates are YYYY-MM-DD. */
export interface Reminder {
  readonly planId: string;
  readonly dueOn: string;
  readonly step: ReminderStep;
  /** Rises where one was withdrawn before it was sent. */
  readonly attempt: number;
  readonly goesOn: string;
}

/** What was planned and not withdrawn stays as it is: a second one for the same due date and step is impossible. */
const PLAN = `INSERT INTO recall_reminders (practice_id, plan_id, due_on, step, attempt, goes_on, planned_at)
  SELECT $1, "planId", "dueOn", step, attempt, "goesOn", $3
  FROM jsonb_to_recordset($2::jsonb) AS n("planId" uuid, "dueOn" date, step text, attempt integer, "goesOn" date)
  ON CONFLICT (practice_id, plan_id, due_on, step) DO UPDATE
    SET attempt = excluded.attempt, goes_on = excluded.goes_on, planned_at = excluded.planned_at, withdrawn_at = NULL
    WHERE recall_reminders.withdrawn_at IS NOT NULL`;

/** The caller has the looks of the plans. */
export function keepReminders(tx: Tx, reminders: readonly Reminder[]): void {
  if (reminders.length > 0) tx.write(PLAN, [tx.practiceId, JSON.stringify(reminders), tx.now]);
}

const STANDS = `SELECT attempt FROM recall_reminders WHERE practice_id = $1 AND plan_id = $2 AND due_on = $3 AND step = $4 AND withdrawn_at IS NULL`;

/** The attempt that stands; undefined where it was withdrawn, or never planned. */
export async function standingAttempt(
  tx: Tx,
  { planId, dueOn, step }: Pick<Reminder, 'planId' | 'dueOn' | 'step'>,
): Promise<number | undefined> {
  const [row] = await tx.sql<{ attempt: number }>(STANDS, [tx.practiceId, planId, dueOn, step]);
  return row?.attempt;
}

/** The plan is looked at again at once. In the order of the sweep: the look first. */
const LOOK_AGAIN = `UPDATE recall_looks SET look_at = $3 WHERE practice_id = $1 AND plan_id = $2`;
const WITHDRAW = `UPDATE recall_reminders SET withdrawn_at = $5 WHERE practice_id = $1 AND plan_id = $2 AND due_on = $3 AND step = $4`;

/** It was not sent and will not be: the plan may have another one for this due date, once nothing stands against it. */
export function withdrawReminder(tx: Tx, { planId, dueOn, step }: Pick<Reminder, 'planId' | 'dueOn' | 'step'>): void {
  tx.write(LOOK_AGAIN, [tx.practiceId, planId, tx.now]);
  tx.write(WITHDRAW, [tx.practiceId, planId, dueOn, step, tx.now]);
}

export interface PlannedReminder extends Reminder {
  readonly withdrawn: boolean;
}

const OF_PLANS = `SELECT plan_id AS "planId", due_on::text AS "dueOn", step, attempt, goes_on::text AS "goesOn", withdrawn_at IS NOT NULL AS withdrawn
  FROM recall_reminders WHERE practice_id = $1 AND plan_id = ANY($2::uuid[]) ORDER BY plan_id, due_on DESC, step DESC`;

/** By plan, those of the last due date first, and of one due date the nudge first. */
export async function remindersOf(tx: Tx, planIds: readonly string[]): Promise<Map<string, PlannedReminder[]>> {
  const rows = await tx.sql<PlannedReminder>(OF_PLANS, [tx.practiceId, planIds]);
  return new Map(planIds.map((id) => [id, rows.filter(({ planId }) => planId === id)]));
}
