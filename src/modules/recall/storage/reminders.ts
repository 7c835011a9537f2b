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

/** Of few plans or many a statement of its own: joined to other facts it would be planned once, while there are few reminders yet. */
const OF_DUE_DATES = `SELECT plan_id AS "planId", due_on::text AS "dueOn", step, attempt, goes_on::text AS "goesOn",
    withdrawn_at IS NOT NULL AS withdrawn
  FROM recall_reminders WHERE practice_id = $1 AND plan_id = ANY($2::uuid[]) AND due_on = ANY($3::date[]) ORDER BY plan_id, step`;

/** By plan, what was planned for its due date, the first one first. */
export async function remindersOf(
  tx: Tx,
  due: readonly Pick<Reminder, 'planId' | 'dueOn'>[],
): Promise<Map<string, PlannedReminder[]>> {
  const reminders = new Map<string, PlannedReminder[]>(due.map(({ planId }) => [planId, []]));
  if (due.length === 0) return reminders;
  const dueOn = new Map(due.map((one) => [one.planId, one.dueOn]));
  const dates = [...new Set(dueOn.values())];
  const rows = await tx.sql<PlannedReminder>(OF_DUE_DATES, [tx.practiceId, [...dueOn.keys()], dates]);
  for (const row of rows) if (row.dueOn === dueOn.get(row.planId)) reminders.get(row.planId)!.push(row);
  return reminders;
}
