import { isId } from '../../../kernel/index.js';
import type { ClientKey, Place } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Measurement, Moment } from '../domain/measurement.js';
import type { Score } from '../domain/score.js';

/** A measurement as the table has it. */
export interface MeasurementRow {
  readonly id: string;
  readonly clientId: string;
  readonly appointmentId: string | null;
  readonly moment: Moment;
  readonly takenAt: Date;
  /** YYYY-MM-DD of `takenAt` by the calendar of the visit's clinic or, without a visit, of the practice's first clinic. */
  readonly date: string;
  readonly recordedAt: Date;
  /** The membership of whoever wrote it down; null: the client did. */
  readonly recordedBy: string | null;
  readonly replacesId: string | null;
  readonly scores: Buffer;
}

const COLUMNS = `m.id, m.client_id AS "clientId", m.appointment_id AS "appointmentId", m.moment, m.taken_at AS "takenAt",
  (m.taken_at AT TIME ZONE coalesce(c.time_zone,
    (SELECT time_zone FROM clinics WHERE practice_id = $1 ORDER BY created_at, id LIMIT 1), 'UTC'))::date::text AS date,
  m.recorded_at AS "recordedAt", m.recorded_by AS "recordedBy", m.replaces_id AS "replacesId", m.scores`;
const FROM = `FROM measurements m
  LEFT JOIN appointments a ON a.practice_id = $1 AND a.id = m.appointment_id
  LEFT JOIN clinics c ON c.practice_id = $1 AND c.id = a.clinic_id`;

const OF_CLIENTS = `SELECT ${COLUMNS} ${FROM} WHERE m.practice_id = $1 AND m.client_id = ANY($2::uuid[])`;
const PAGE = `SELECT ${COLUMNS} ${FROM} WHERE m.practice_id = $1 AND m.client_id = ANY($2::uuid[]) AND ($3::uuid IS NULL OR m.id < $3)
  ORDER BY m.id DESC LIMIT $4`;
const BY_ID = `SELECT ${COLUMNS} ${FROM} WHERE m.practice_id = $1 AND m.id = $2`;
const REPLACEMENT = `SELECT id FROM measurements WHERE practice_id = $1 AND replaces_id = $2`;
const INSERT = `INSERT INTO measurements
    (practice_id, id, client_id, appointment_id, moment, taken_at, recorded_at, recorded_by, replaces_id, scores)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const SCORES = (rowId: string): Place => ({ table: 'measurements', column: 'scores', rowId });

export const sealScores = (key: ClientKey, id: string, scores: readonly Score[]): Buffer =>
  key.sealJson(SCORES(id), scores);

/** The measurement with its scores in the clear. */
export const openMeasurement = (key: ClientKey, row: MeasurementRow): Measurement => ({
  ...row,
  takenAt: row.takenAt.getTime(),
  recordedAt: row.recordedAt.getTime(),
  scores: key.openJson<Score[]>(SCORES(row.id), row.scores),
});

export function insertMeasurement(tx: Tx, row: Omit<MeasurementRow, 'date'>): void {
  const { id, clientId, appointmentId, moment, takenAt, recordedAt, recordedBy, replacesId, scores } = row;
  tx.write(INSERT, [
    ...[tx.practiceId, id, clientId, appointmentId, moment, takenAt, recordedAt, recordedBy, replacesId, scores],
  ]);
}

/** Every measurement of these records, replaced ones too. */
export const measurementsOf = (tx: Tx, clientIds: readonly string[]): Promise<MeasurementRow[]> =>
  tx.sql<MeasurementRow>(OF_CLIENTS, [tx.practiceId, clientIds]);

/** One page of them, the last one written down first. */
export const measurementsPage = (
  tx: Tx,
  { clientIds, after, limit }: { clientIds: readonly string[]; after: string | undefined; limit: number },
): Promise<MeasurementRow[]> => tx.sql<MeasurementRow>(PAGE, [tx.practiceId, clientIds, after ?? null, limit]);

export async function findMeasurement(tx: Tx, id: string): Promise<MeasurementRow | undefined> {
  return isId(id) ? (await tx.sql<MeasurementRow>(BY_ID, [tx.practiceId, id]))[0] : undefined;
}

/** The measurement that replaced this one. */
export async function replacementOf(tx: Tx, id: string): Promise<string | undefined> {
  return (await tx.sql<{ id: string }>(REPLACEMENT, [tx.practiceId, id]))[0]?.id;
}
