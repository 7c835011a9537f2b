import { isId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';

/** A signed note as it stands for good. The client is the record under which it was signed. */
export interface NoteRow {
  readonly id: string;
  readonly appointmentId: string;
  readonly clientId: string;
  readonly therapistId: string;
  /** A membership. */
  readonly authorId: string;
  /** Start of the visit, as at signing. */
  readonly visitStartsAt: Date;
  readonly schemaVersion: number;
  /** A `SessionNote`, sealed. */
  readonly content: Buffer;
  readonly draftedAt: Date;
  readonly signedAt: Date;
}

/** A note with the name of its author. */
export type SignedRow = NoteRow & { readonly authorName: string };

export const NOTE_CONTENT = (rowId: string) => ({ table: 'session_notes', column: 'content', rowId });

const COLUMNS = `n.id, n.appointment_id AS "appointmentId", n.client_id AS "clientId", n.therapist_id AS "therapistId",
  n.author_id AS "authorId", n.visit_starts_at AS "visitStartsAt", n.schema_version AS "schemaVersion", n.content,
  n.drafted_at AS "draftedAt", n.signed_at AS "signedAt",
  (SELECT m.name FROM memberships m WHERE m.practice_id = $1 AND m.id = n.author_id) AS "authorName"`;

export function insertNote(tx: Tx, row: NoteRow): void {
  tx.write(
    `INSERT INTO session_notes (practice_id, id, appointment_id, client_id, therapist_id, author_id, visit_starts_at,
       schema_version, content, drafted_at, signed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[tx.practiceId, row.id, row.appointmentId, row.clientId, row.therapistId, row.authorId, row.visitStartsAt],
      ...[row.schemaVersion, row.content, row.draftedAt, row.signedAt],
    ],
  );
}

export async function findNote(tx: Tx, id: string): Promise<SignedRow | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await tx.sql<SignedRow>(
    `SELECT ${COLUMNS} FROM session_notes n WHERE n.practice_id = $1 AND n.id = $2`,
    [tx.practiceId, id],
  );
  return found;
}

export async function noteOfVisit(tx: Tx, appointmentId: string): Promise<SignedRow | undefined> {
  if (!isId(appointmentId)) return undefined;
  const [found] = await tx.sql<SignedRow>(
    `SELECT ${COLUMNS} FROM session_notes n WHERE n.practice_id = $1 AND n.appointment_id = $2`,
    [tx.practiceId, appointmentId],
  );
  return found;
}

/** Entered once for each record of the person, so that each reads no more than a page from its index. */
const PAGE = `SELECT ${COLUMNS}
  FROM unnest($2::uuid[]) AS record(id) CROSS JOIN LATERAL (
    SELECT * FROM session_notes WHERE practice_id = $1 AND client_id = record.id AND (visit_starts_at, id) < ($3, $4)
    ORDER BY visit_starts_at DESC, id DESC LIMIT $5) n
  ORDER BY n.visit_starts_at DESC, n.id DESC LIMIT $5`;

const AFTER_ALL = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

interface NotePage {
  readonly clientIds: readonly string[];
  /** The visit's start and the id of the last note of the page before. */
  readonly after: readonly [startsAt: string, id: string] | undefined;
  readonly limit: number;
}

/** The notes of one person, the newest visit first. */
export function notesPage(tx: Tx, { clientIds, after, limit }: NotePage): Promise<SignedRow[]> {
  return tx.sql<SignedRow>(PAGE, [tx.practiceId, clientIds, ...(after ?? AFTER_ALL), limit]);
}

/** One visit, and the records of its client's person. */
interface BeforeVisit {
  readonly appointmentId: string;
  readonly startsAt: Date;
  readonly clientIds: readonly string[];
}

const LAST_BEFORE = `SELECT v.appointment_id AS "beforeId", last.*
  FROM jsonb_to_recordset($2) AS v(appointment_id uuid, starts_at timestamptz, client_ids uuid[])
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS}
    FROM unnest(v.client_ids) AS record(id) CROSS JOIN LATERAL (
      SELECT * FROM session_notes WHERE practice_id = $1 AND client_id = record.id AND visit_starts_at < v.starts_at
      ORDER BY visit_starts_at DESC, id DESC LIMIT 1) n
    ORDER BY n.visit_starts_at DESC, n.id DESC LIMIT 1) last`;

/** For each visit the last signed note of an earlier visit, in one statement. */
export async function lastNotesBefore(tx: Tx, visits: readonly BeforeVisit[]): Promise<Map<string, SignedRow>> {
  const asked = visits.map(({ appointmentId, startsAt, clientIds }) => ({
    ...{ appointment_id: appointmentId, starts_at: startsAt, client_ids: clientIds },
  }));
  const rows = await tx.sql<SignedRow & { beforeId: string }>(LAST_BEFORE, [tx.practiceId, JSON.stringify(asked)]);
  return new Map(rows.map(({ beforeId, ...row }) => [beforeId, row]));
}
