import { isId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';

export type AdverseEventSource = 'staff' | 'triage';

export interface AdverseEventRow {
  readonly id: string;
  readonly clientId: string;
  readonly appointmentId: string | null;
  readonly source: AdverseEventSource;
  /** A membership; null where triage recorded it. */
  readonly authorId: string | null;
  /** An `AdverseEvent`, sealed. */
  readonly content: Buffer;
  readonly recordedAt: Date;
}

export type RecordedEvent = AdverseEventRow & { readonly authorName: string | null };

export const EVENT_CONTENT = (rowId: string) => ({ table: 'adverse_events', column: 'content', rowId });

const COLUMNS = `e.id, e.client_id AS "clientId", e.appointment_id AS "appointmentId", e.source, e.author_id AS "authorId", e.content,
  e.recorded_at AS "recordedAt",
  (SELECT m.name FROM memberships m WHERE m.practice_id = $1 AND m.id = e.author_id) AS "authorName"`;

export function insertAdverseEvent(tx: Tx, row: AdverseEventRow): void {
  tx.write(
    `INSERT INTO adverse_events (practice_id, id, client_id, appointment_id, source, author_id, content, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.practiceId, row.id, row.clientId, row.appointmentId, row.source, row.authorId, row.content, row.recordedAt],
  );
}

export async function findAdverseEvent(tx: Tx, id: string): Promise<RecordedEvent | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await tx.sql<RecordedEvent>(
    `SELECT ${COLUMNS} FROM adverse_events e WHERE e.practice_id = $1 AND e.id = $2`,
    [tx.practiceId, id],
  );
  return found;
}

const PAGE = `SELECT ${COLUMNS} FROM unnest($2::uuid[]) AS record(id) CROSS JOIN LATERAL (
    SELECT * FROM adverse_events WHERE practice_id = $1 AND client_id = record.id AND (recorded_at, id) < ($3, $4)
    ORDER BY recorded_at DESC, id DESC LIMIT $5) e
  ORDER BY e.recorded_at DESC, e.id DESC LIMIT $5`;

const AFTER_ALL = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

interface EventPage {
  readonly clientIds: readonly string[];
  readonly after: readonly [recordedAt: string, id: string] | undefined;
  readonly limit: number;
}

/** Of one person, the latest first. */
export function adverseEventsPage(tx: Tx, { clientIds, after, limit }: EventPage): Promise<RecordedEvent[]> {
  return tx.sql<RecordedEvent>(PAGE, [tx.practiceId, clientIds, ...(after ?? AFTER_ALL), limit]);
}
