import type { Tx } from '../../../platform/database/index.js';
import type { RetentionRule } from '../domain/retention.js';

/** A rule that the practice has set. */
export interface OwnRule extends RetentionRule {
  readonly jurisdiction: string;
  readonly version: number;
}

const COLUMNS = 'jurisdiction, years, years_after_adulthood AS "yearsAfterAdulthood", version';

/** The rules that the practice has set, by jurisdiction. */
export async function ownRules(tx: Tx): Promise<Readonly<Record<string, OwnRule>>> {
  const rows = await tx.sql<OwnRule & { jurisdiction: string }>(
    `SELECT ${COLUMNS} FROM retention_rules WHERE practice_id = $1 ORDER BY jurisdiction`,
    [tx.practiceId],
  );
  return Object.fromEntries(rows.map((rule) => [rule.jurisdiction, rule]));
}

export async function findOwnRule(tx: Tx, jurisdiction: string): Promise<OwnRule | undefined> {
  const [found] = await tx.sql<OwnRule & { jurisdiction: string }>(
    `SELECT ${COLUMNS} FROM retention_rules WHERE practice_id = $1 AND jurisdiction = $2`,
    [tx.practiceId, jurisdiction],
  );
  return found;
}

/** Writes the rule over the version before it, or as the first one; false where that is not what stands there. */
export async function writeOwnRule(tx: Tx, rule: OwnRule): Promise<boolean> {
  const { jurisdiction, years, yearsAfterAdulthood, version } = rule;
  const values = [tx.practiceId, jurisdiction, years, yearsAfterAdulthood, version, tx.now];
  const written =
    version === 1
      ? await tx.sql(
          `INSERT INTO retention_rules (practice_id, jurisdiction, years, years_after_adulthood, version, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING 1`,
          values,
        )
      : await tx.sql(
          `UPDATE retention_rules SET years = $3, years_after_adulthood = $4, version = $5, updated_at = $6
           WHERE practice_id = $1 AND jurisdiction = $2 AND version = $5 - 1 RETURNING 1`,
          values,
        );
  return written.length > 0;
}

/** The jurisdictions of the practice's clinics. */
export async function jurisdictionsOfClinics(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ jurisdiction: string }>(
    'SELECT DISTINCT jurisdiction FROM clinics WHERE practice_id = $1 ORDER BY jurisdiction',
    [tx.practiceId],
  );
  return rows.map(({ jurisdiction }) => jurisdiction);
}
