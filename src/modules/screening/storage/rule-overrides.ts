import type { StaffActor } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { RuleChanges, RuleOverride } from '../domain/index.js';

/** A practice's override of a rule, with who set it. */
export interface StoredOverride extends RuleOverride {
  readonly id: string;
  /** Membership id. */
  readonly setBy: string;
  readonly setAt: Date;
}

const COLUMNS = `id, rule_id AS "ruleId", number, changes, set_by AS "setBy", set_at AS "setAt"`;

const LATEST = `SELECT DISTINCT ON (rule_id) ${COLUMNS} FROM rule_overrides
  WHERE practice_id = $1 AND ($2::text IS NULL OR rule_id = $2) ORDER BY rule_id, number DESC`;

/** Of each rule that the practice has overridden, or of this one, the override that counts. */
export const latestOverrides = (tx: Tx, ruleId: string | null = null): Promise<StoredOverride[]> =>
  tx.sql<StoredOverride>(LATEST, [tx.practiceId, ruleId]);

/** All overrides of a rule, the last first; below that number, and at most so many. */
export const overridesPage = (
  tx: Tx,
  { ruleId, below, limit }: { ruleId: string; below: number | null; limit: number },
): Promise<StoredOverride[]> =>
  tx.sql<StoredOverride>(
    `SELECT ${COLUMNS} FROM rule_overrides WHERE practice_id = $1 AND rule_id = $2 AND ($3::integer IS NULL OR number < $3)
     ORDER BY number DESC LIMIT $4`,
    [tx.practiceId, ruleId, below, limit],
  );

export async function findOverride(tx: Tx, id: string): Promise<StoredOverride | undefined> {
  const [found] = await tx.sql<StoredOverride>(
    `SELECT ${COLUMNS} FROM rule_overrides WHERE practice_id = $1 AND id = $2`,
    [tx.practiceId, id],
  );
  return found;
}

interface NewOverride {
  readonly id: string;
  readonly ruleId: string;
  readonly number: number;
  readonly changes: RuleChanges;
}

/** Breaks `rule_overrides_in_turn` where somebody else has set this number meanwhile. */
export async function insertOverride(tx: Tx, by: StaffActor, row: NewOverride): Promise<void> {
  await tx.sql(
    `INSERT INTO rule_overrides (practice_id, id, rule_id, number, changes, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.practiceId, row.id, row.ruleId, row.number, row.changes, by.membershipId, tx.now],
  );
}
