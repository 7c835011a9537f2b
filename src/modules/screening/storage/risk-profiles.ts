import type { ClientKey } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { RiskProfile } from '../domain/index.js';
import { PROFILE } from './places.js';

interface NewProfile {
  readonly id: string;
  /** The records of the person, whose earlier answers these replace. */
  readonly covers: readonly string[];
  /** What the answers were given in: an intake note. */
  readonly sourceId: string;
  readonly profile: RiskProfile;
}

export function insertRiskProfile(tx: Tx, key: ClientKey, { id, covers, sourceId, profile }: NewProfile): void {
  tx.write(
    `INSERT INTO risk_profiles (practice_id, id, client_id, covers, source_id, profile, noted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.practiceId, id, key.clientId, covers, sourceId, key.sealJson(PROFILE(id), profile), tx.now],
  );
}

const VOID_CLEARANCES = `INSERT INTO clearance_ends (practice_id, clearance_id, risk_profile_id, ended_at)
  SELECT $1, c.id, $3, $4 FROM clearances c JOIN clearance_records r ON r.practice_id = $1 AND r.clearance_id = c.id
  WHERE c.practice_id = $1 AND c.client_id = ANY($2)
    AND NOT EXISTS (SELECT FROM clearance_ends e WHERE e.practice_id = $1 AND e.clearance_id = c.id)
  RETURNING clearance_id AS id`;
const VOID_DECISIONS = `INSERT INTO visit_decision_ends (practice_id, decision_id, risk_profile_id, ended_at)
  SELECT $1, d.id, $3, $4 FROM visit_decisions d WHERE d.practice_id = $1 AND d.client_id = ANY($2)
    AND NOT EXISTS (SELECT FROM visit_decision_ends e WHERE e.practice_id = $1 AND e.decision_id = d.id)
  RETURNING decision_id AS id`;

/** Nobody gave these in view of the new risks: they have ended. Answers their ids. */
export async function voidPermissions(
  tx: Tx,
  { recordIds, profileId }: { recordIds: readonly string[]; profileId: string },
): Promise<{ clearances: string[]; decisions: string[] }> {
  const values = [tx.practiceId, recordIds, profileId, tx.now];
  const [clearances, decisions] = await Promise.all([
    tx.sql<{ id: string }>(VOID_CLEARANCES, values),
    tx.sql<{ id: string }>(VOID_DECISIONS, values),
  ]);
  return { clearances: clearances.map(({ id }) => id), decisions: decisions.map(({ id }) => id) };
}
