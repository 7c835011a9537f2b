import type { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { PlanTerms, SuggestionKind } from './domain/index.js';
import { openTerms, versionsOf } from './storage/session-plans.js';
import type { PlanRow } from './storage/session-plans.js';

/** One version of a plan. */
export interface PlanVersion {
  readonly row: PlanRow;
  readonly terms: PlanTerms;
  /** The suggestion that it accepted. */
  readonly accepted: SuggestionKind | null;
}

/** Every version of these plans, the newest first; none where the record was erased. The caller has asked whether the actor may read them. */
export async function openVersions(
  tx: Tx,
  vault: Vault,
  planIds: readonly string[],
): Promise<Map<string, PlanVersion[]>> {
  const versions = await versionsOf(tx, planIds);
  const keys = await vault.keysOf(tx, [...new Set([...versions.values()].flat().map((row) => row.clientId))]);
  const opened = (row: PlanRow): PlanVersion[] => {
    const key = keys.get(row.clientId);
    return key ? [{ row, ...openTerms(key, row) }] : [];
  };
  return new Map([...versions].map(([planId, rows]) => [planId, rows.flatMap(opened)]));
}
