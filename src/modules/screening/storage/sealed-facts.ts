import type { Tx } from '../../../platform/database/index.js';
import type { RuleOverride } from '../domain/index.js';

/** One thing that bears on a verdict, as it stands in the database. */
export interface SealedFact {
  readonly id: string;
  /** The record under which it was written, whose key opens it. */
  readonly clientId: string;
  readonly sealed: Buffer;
}

export interface SealedFacts {
  /** All records of the person, merged ones included; none where there is no such client. */
  readonly recordIds: readonly string[];
  readonly profiles: readonly SealedFact[];
  /** Those that were recorded and have not ended. */
  readonly clearances: readonly SealedFact[];
  /** The last one of each visit of this person, unless it has ended or the visit has got another therapist. */
  readonly decisions: readonly (SealedFact & { readonly appointmentId: string })[];
}

/** What bears on the verdicts of some clients. */
export interface SealedFactsOfClients {
  readonly clients: ReadonlyMap<string, SealedFacts>;
  /** The practice's. */
  readonly overrides: readonly RuleOverride[];
}

interface Row {
  readonly kind: 'record' | 'profile' | 'clearance' | 'decision' | 'rule';
  /** The client that was asked for. Null of rules, which count for everybody. */
  readonly head: string | null;
  readonly id: string | null;
  readonly clientId: string | null;
  readonly sealed: Buffer | null;
  readonly plain: unknown;
}

/** Of each record the last answers count, unless later ones of the same person stand in their place. */
const FACTS = `WITH RECURSIVE chain AS (
    SELECT id AS head, id, merged_into_id FROM clients WHERE practice_id = $1 AND id = ANY($2::uuid[])
    UNION
    SELECT chain.head, next.id, next.merged_into_id FROM chain,
      LATERAL (SELECT id, merged_into_id FROM clients WHERE practice_id = $1 AND id = chain.merged_into_id OFFSET 0) AS next
    WHERE chain.merged_into_id IS NOT NULL),
  family AS (
    SELECT head, id FROM chain WHERE merged_into_id IS NULL
    UNION
    SELECT family.head, source.id FROM family,
      LATERAL (SELECT id FROM clients WHERE practice_id = $1 AND merged_into_id = family.id OFFSET 0) AS source),
  latest AS (
    SELECT family.head, p.* FROM family, LATERAL (SELECT id, client_id, covers, position, profile FROM risk_profiles
      WHERE practice_id = $1 AND client_id = family.id ORDER BY position DESC LIMIT 1) p),
  decided AS (
    SELECT DISTINCT ON (d.appointment_id) d.* FROM visit_decisions d
    WHERE d.practice_id = $1 AND d.appointment_id = ANY($3::uuid[]) ORDER BY d.appointment_id, d.position DESC),
  overridden AS (
    SELECT DISTINCT ON (rule_id) rule_id, number, changes FROM rule_overrides WHERE practice_id = $1 ORDER BY rule_id, number DESC)
  SELECT 'record' AS kind, head, id, NULL::uuid AS "clientId", NULL::bytea AS sealed, NULL::jsonb AS plain FROM family
  UNION ALL
  SELECT 'profile', head, id, client_id, profile, NULL FROM latest
  WHERE NOT EXISTS (SELECT FROM latest later
    WHERE later.head = latest.head AND latest.client_id = ANY(later.covers) AND later.position > latest.position)
  UNION ALL
  SELECT 'clearance', family.head, c.id, c.client_id, r.details, NULL
  FROM family JOIN clearances c ON c.practice_id = $1 AND c.client_id = family.id
  JOIN clearance_records r ON r.practice_id = $1 AND r.clearance_id = c.id
  WHERE NOT EXISTS (SELECT FROM clearance_ends e WHERE e.practice_id = $1 AND e.clearance_id = c.id)
  UNION ALL
  SELECT 'decision', family.head, d.id, d.client_id, d.content, to_jsonb(d.appointment_id)
  FROM decided d JOIN family ON family.id = d.client_id
  JOIN appointments a ON a.practice_id = $1 AND a.id = d.appointment_id AND a.therapist_id = d.therapist_id
  WHERE NOT EXISTS (SELECT FROM visit_decision_ends e WHERE e.practice_id = $1 AND e.decision_id = d.id)
  UNION ALL
  SELECT 'rule', NULL, NULL, NULL, NULL, jsonb_build_object('ruleId', rule_id, 'number', number, 'changes', changes) FROM overridden`;

/**
 * All that bears on verdicts of these clients, for visits that are booked also what their therapist decided: one statement,
 * whatever the number. A client that is not there has no records.
 */
export async function sealedFacts(
  tx: Tx,
  { clientIds, appointmentIds }: { clientIds: readonly string[]; appointmentIds: readonly string[] },
): Promise<SealedFactsOfClients> {
  const rows = await tx.sql<Row>(FACTS, [tx.practiceId, clientIds, appointmentIds]);
  const overrides = rows.flatMap(({ kind, plain }) => (kind === 'rule' ? [plain as RuleOverride] : []));
  const byHead = new Map<string, Row[]>(clientIds.map((id) => [id, []]));
  for (const row of rows) if (row.head !== null) byHead.get(row.head)!.push(row);
  return { clients: new Map([...byHead].map(([id, own]) => [id, factsOf(own)])), overrides };
}

function factsOf(rows: readonly Row[]): SealedFacts {
  const of = (kind: Row['kind']): Row[] => rows.filter((row) => row.kind === kind);
  const facts = (kind: Row['kind']): SealedFact[] =>
    of(kind).map(({ id, clientId: owner, sealed }) => ({ id: id!, clientId: owner!, sealed: sealed! }));
  return {
    recordIds: of('record').map(({ id }) => id!),
    profiles: facts('profile'),
    clearances: facts('clearance'),
    decisions: of('decision').map(({ id, clientId: owner, sealed, plain }) => {
      return { id: id!, clientId: owner!, sealed: sealed!, appointmentId: plain as string };
    }),
  };
}
