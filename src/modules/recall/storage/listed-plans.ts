import type { Tx } from '../../../platform/database/index.js';
import type { DueState } from '../../session-plans/domain/index.js';
import type { NoReminderReason } from '../domain/index.js';

/** The due date (YYYY-MM-DD) and the id of a plan, as it was looked at last. */
export type ListPosition = readonly [dueOn: string, planId: string];

interface Listing {
  readonly clinicId: string | null;
  /** Records of one person. Null: of everybody. */
  readonly clientIds: readonly string[] | null;
  readonly states: readonly DueState[];
  readonly reasons: readonly NoReminderReason[] | null;
  readonly latestFirst: boolean;
  readonly after: ListPosition | undefined;
  readonly limit: number;
}

/** Each clinic and state is a stretch of the index, in its order; of each no more is read than the page has. */
const listing = (direction: 'ASC' | 'DESC', beyond: '>' | '<'): string => `
  SELECT due_on::text AS "dueOn", plan_id AS "planId" FROM clinics c CROSS JOIN unnest($3::text[]) AS s(state),
    LATERAL (SELECT due_on, plan_id FROM recall_looks l
      WHERE l.practice_id = $1 AND l.clinic_id = c.id AND l.state = s.state
        AND ($4::date IS NULL OR (l.due_on, l.plan_id) ${beyond} ($4, $5::uuid)) AND ($6::text[] IS NULL OR l.reason = ANY($6))
        AND ($8::uuid[] IS NULL OR l.plan_id IN (SELECT id FROM session_plans WHERE practice_id = $1 AND client_id = ANY($8)))
      ORDER BY l.due_on ${direction}, l.plan_id ${direction} LIMIT $7) AS l
  WHERE c.practice_id = $1 AND ($2::uuid IS NULL OR c.id = $2)
  ORDER BY due_on ${direction}, plan_id ${direction} LIMIT $7`;

const EARLIEST_FIRST = listing('ASC', '>');
const LATEST_FIRST = listing('DESC', '<');

/** Which plans stand there, as they were looked at last. */
export async function listedPlans(tx: Tx, query: Listing): Promise<ListPosition[]> {
  const { clinicId, clientIds, states, reasons, latestFirst, after, limit } = query;
  const [dueOn, planId] = after ?? [null, null];
  const rows = await tx.sql<{ dueOn: string; planId: string }>(latestFirst ? LATEST_FIRST : EARLIEST_FIRST, [
    ...[tx.practiceId, clinicId, states, dueOn, planId, reasons, limit, clientIds],
  ]);
  return rows.map((row) => [row.dueOn, row.planId]);
}
