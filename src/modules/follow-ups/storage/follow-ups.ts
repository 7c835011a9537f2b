import { isId, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Audience, FollowUpKind, Sight } from '../domain/follow-up-kinds.js';

/** One task of one audience. */
export interface FollowUp {
  readonly id: string;
  readonly kind: FollowUpKind;
  readonly audience: Audience;
  /** The record that it is about: the appointment or the client where nothing else is. */
  readonly subjectId: string;
  readonly clientId: string | null;
  readonly appointmentId: string | null;
  readonly therapistId: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  /** A membership; null where the program found that nothing is left to do. */
  readonly doneBy: string | null;
  readonly version: number;
}

const COLUMNS = `id, kind, audience, subject_id AS "subjectId", client_id AS "clientId", appointment_id AS "appointmentId",
  therapist_id AS "therapistId", opened_at AS "openedAt", due_at AS "dueAt", done_at AS "doneAt", done_by AS "doneBy", version`;

export type FollowUpDraft = Pick<
  FollowUp,
  'id' | 'kind' | 'audience' | 'subjectId' | 'clientId' | 'appointmentId' | 'therapistId' | 'dueAt'
>;

/** One that stands open is brought forward, and goes to the therapist of today. */
const OPEN = `INSERT INTO follow_ups (practice_id, id, kind, audience, subject_id, client_id, appointment_id, therapist_id, opened_at, due_at, updated_at)
  SELECT $1, id, kind, audience, "subjectId", "clientId", "appointmentId", "therapistId", $3, "dueAt", $3
  FROM jsonb_to_recordset($2) AS wish(id uuid, kind text, audience text, "subjectId" uuid, "clientId" uuid, "appointmentId" uuid,
    "therapistId" uuid, "dueAt" timestamptz)
  ORDER BY "subjectId", kind, audience
  ON CONFLICT (practice_id, subject_id, kind, audience) WHERE done_at IS NULL DO UPDATE
    SET due_at = least(follow_ups.due_at, excluded.due_at), therapist_id = excluded.therapist_id, updated_at = excluded.updated_at,
      version = follow_ups.version + 1
  RETURNING id`;

/** Writes those that do not stand open yet, and gives the ids under which the others do too. */
export async function insertFollowUps(tx: Tx, drafts: readonly FollowUpDraft[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(OPEN, [tx.practiceId, JSON.stringify(drafts), tx.now]);
  return rows.map(({ id }) => id);
}

const SETTLE = `UPDATE follow_ups SET done_at = $4, done_by = $5, version = version + 1, updated_at = $4
  WHERE practice_id = $1 AND kind = ANY($2) AND subject_id = ANY($3) AND done_at IS NULL RETURNING id`;

/** Ends the open ones of these kinds about these subjects, and gives their ids. */
export async function settleOpen(
  tx: Tx,
  { kinds, subjectIds }: { kinds: readonly FollowUpKind[]; subjectIds: readonly string[] },
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(SETTLE, [tx.practiceId, kinds, subjectIds, tx.now, memberOf(tx)]);
  return rows.map(({ id }) => id);
}

/** Throws `NotFound`. Nobody else changes it until the unit ends. */
export async function findFollowUpForChange(tx: Tx, id: string): Promise<FollowUp> {
  const [found] = isId(id)
    ? await tx.sql<FollowUp>(`SELECT ${COLUMNS} FROM follow_ups WHERE practice_id = $1 AND id = $2 FOR UPDATE`, [
        tx.practiceId,
        id,
      ])
    : [];
  if (!found) throw new NotFound('follow-up', id);
  return found;
}

/** The caller holds the row. */
export function writeDone(tx: Tx, followUp: FollowUp): FollowUp {
  const doneBy = memberOf(tx);
  tx.write(
    `UPDATE follow_ups SET done_at = $3, done_by = $4, version = version + 1, updated_at = $3 WHERE practice_id = $1 AND id = $2`,
    [tx.practiceId, followUp.id, tx.now, doneBy],
  );
  return { ...followUp, doneAt: tx.now, doneBy, version: followUp.version + 1 };
}

export interface FollowUpFilter {
  readonly sight: Sight;
  readonly done: boolean;
  readonly clientId: string | null;
  /** The due time and the id of the last row of the page before. */
  readonly after: { readonly dueAt: Date; readonly id: string } | null;
  readonly limit: number;
}

const LIST = (state: string): string => `SELECT ${COLUMNS} FROM follow_ups
  WHERE practice_id = $1 AND done_at IS ${state} AND ($2::text IS NULL OR audience = $2) AND ($3::uuid IS NULL OR therapist_id = $3)
    AND ($4::uuid IS NULL OR client_id = $4) AND ($5::timestamptz IS NULL OR (due_at, id) > ($5, $6::uuid))
  ORDER BY due_at, id LIMIT $7`;
const OPEN_ONES = LIST('NULL');
const DONE_ONES = LIST('NOT NULL');

/** By due time, the most urgent first. */
export function listFollowUps(tx: Tx, { sight, done, clientId, after, limit }: FollowUpFilter): Promise<FollowUp[]> {
  return tx.sql<FollowUp>(done ? DONE_ONES : OPEN_ONES, [
    ...[tx.practiceId, sight.audience, sight.therapistId, clientId, after?.dueAt ?? null, after?.id ?? null, limit],
  ]);
}

/** The names of members of staff by their memberships' ids. */
export async function memberNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; name: string }>(
    'SELECT id, name FROM memberships WHERE practice_id = $1 AND id = ANY($2)',
    [tx.practiceId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const memberOf = ({ actor }: Tx): string | null => (actor.kind === 'staff' ? actor.membershipId : null);
