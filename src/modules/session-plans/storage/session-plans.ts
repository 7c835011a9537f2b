import { isId } from '../../../kernel/index.js';
import type { ClientKey, Place } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { PlanStatus, PlanStep, PlanTerms, SuggestionKind } from '../domain/index.js';

/** What was done to a plan. */
export type PlanChange = PlanStep | 'propose' | 'accept_suggestion';

/** A plan with its newest version, or one of its earlier versions, as the tables have it. Dates are YYYY-MM-DD. */
export interface PlanRow {
  readonly id: string;
  readonly clientId: string;
  readonly clinicId: string;
  readonly version: number;
  readonly step: PlanChange;
  readonly status: PlanStatus;
  readonly interval: string;
  readonly blockSessions: number | null;
  readonly blockFrom: string;
  readonly reviewOn: string | null;
  /** Since when it is live; null before it was accepted. */
  readonly liveFrom: string | null;
  readonly sealed: Buffer;
  readonly changedAt: Date;
  /** The membership of whoever changed it. */
  readonly changedBy: string;
}

/** What of the terms the database cannot read. */
type SealedTerms = Omit<PlanTerms, 'interval' | 'blockSessions' | 'blockFrom' | 'reviewOn'>;

interface Sealed {
  readonly terms: SealedTerms;
  /** The suggestion that this version accepts. */
  readonly accepted: SuggestionKind | null;
}

const COLUMNS = `p.id, p.client_id AS "clientId", p.clinic_id AS "clinicId", v.version, v.step, v.status, v."interval",
  v.block_sessions AS "blockSessions", v.block_from::text AS "blockFrom", v.review_on::text AS "reviewOn",
  v.live_from::text AS "liveFrom", v.sealed, v.changed_at AS "changedAt", v.changed_by AS "changedBy"`;
const NEWEST = `SELECT ${COLUMNS} FROM session_plans p
  JOIN session_plan_versions v ON v.practice_id = $1 AND v.plan_id = p.id AND v.version = p.version WHERE p.practice_id = $1`;

const OF_CLIENTS = `${NEWEST} AND p.client_id = ANY($2::uuid[]) AND ($3 OR p.status <> 'ended') ORDER BY p.id DESC`;
const BY_ID = `${NEWEST} AND p.id = $2`;
/** In a statement of its own: one that waits and joins does not see the version that it has waited for. */
const LOCK = `SELECT FROM session_plans WHERE practice_id = $1 AND id = $2 FOR UPDATE`;
const BY_IDS = `${NEWEST} AND p.id = ANY($2::uuid[])`;
const VERSIONS = `SELECT ${COLUMNS} FROM session_plans p
  JOIN session_plan_versions v ON v.practice_id = $1 AND v.plan_id = p.id
  WHERE p.practice_id = $1 AND p.id = ANY($2::uuid[]) ORDER BY p.id, v.version DESC`;

const INSERT_PLAN = `INSERT INTO session_plans (practice_id, id, client_id, clinic_id, status, version) VALUES ($1, $2, $3, $4, $5, 1)`;
const POINT_AT = `UPDATE session_plans SET status = $3, version = $4 WHERE practice_id = $1 AND id = $2`;
const INSERT_VERSION = `INSERT INTO session_plan_versions (practice_id, plan_id, version, step, status, "interval", block_sessions,
    block_from, review_on, live_from, sealed, changed_at, changed_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

const SEALED = ({ id, version }: { id: string; version: number }): Place => ({
  ...{ table: 'session_plan_versions', column: 'sealed', rowId: `${id}:${version}` },
});

/** The newest versions of the plans of these records, the last one begun first. */
export const plansOf = (
  tx: Tx,
  { clientIds, includeEnded }: { clientIds: readonly string[]; includeEnded: boolean },
): Promise<PlanRow[]> => tx.sql<PlanRow>(OF_CLIENTS, [tx.practiceId, clientIds, includeEnded]);

export async function findPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  return isId(id) ? (await tx.sql<PlanRow>(BY_ID, [tx.practiceId, id]))[0] : undefined;
}

/** As `findPlan`, and nobody else changes the plan until the unit ends. */
export async function findPlanForChange(tx: Tx, id: string): Promise<PlanRow | undefined> {
  if (isId(id)) tx.write(LOCK, [tx.practiceId, id]);
  return findPlan(tx, id);
}

/** In no order. */
export const plansById = (tx: Tx, ids: readonly string[]): Promise<PlanRow[]> =>
  tx.sql<PlanRow>(BY_IDS, [tx.practiceId, ids]);

/** Every version of these plans, the newest first. */
export async function versionsOf(tx: Tx, planIds: readonly string[]): Promise<Map<string, PlanRow[]>> {
  const rows = await tx.sql<PlanRow>(VERSIONS, [tx.practiceId, planIds]);
  return new Map(planIds.map((planId) => [planId, rows.filter(({ id }) => id === planId)]));
}

export function sealTerms(
  key: ClientKey,
  plan: { id: string; version: number },
  terms: PlanTerms,
  accepted: SuggestionKind | null,
): Buffer {
  const { goal, season, maintenanceInterval, sessionMinutes, pressure, remarks } = terms;
  const sealed: Sealed = { terms: { goal, season, maintenanceInterval, sessionMinutes, pressure, remarks }, accepted };
  return key.sealJson(SEALED(plan), sealed);
}

/** What the plan says, and the suggestion that it accepted. */
export function openTerms(key: ClientKey, row: PlanRow): { terms: PlanTerms; accepted: SuggestionKind | null } {
  const { interval, blockSessions, blockFrom, reviewOn } = row;
  const { terms, accepted } = key.openJson<Sealed>(SEALED(row), row.sealed);
  return { terms: { ...terms, interval, blockSessions, blockFrom, reviewOn }, accepted };
}

/** Writes a new plan with its first version. */
export function insertPlan(tx: Tx, row: PlanRow): void {
  tx.write(INSERT_PLAN, [tx.practiceId, row.id, row.clientId, row.clinicId, row.status]);
  insertVersion(tx, row);
}

/** Writes the next version of a plan that the caller has locked, and points the plan at it. */
export function writeNextVersion(tx: Tx, row: PlanRow): void {
  insertVersion(tx, row);
  tx.write(POINT_AT, [tx.practiceId, row.id, row.status, row.version]);
}

function insertVersion(tx: Tx, row: PlanRow): void {
  const {
    id,
    version,
    step,
    status,
    interval,
    blockSessions,
    blockFrom,
    reviewOn,
    liveFrom,
    sealed,
    changedAt,
    changedBy,
  } = row;
  tx.write(INSERT_VERSION, [
    ...[tx.practiceId, id, version, step, status, interval, blockSessions],
    ...[blockFrom, reviewOn, liveFrom, sealed, changedAt, changedBy],
  ]);
}
