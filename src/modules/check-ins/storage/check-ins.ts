import { isId } from '../../../kernel/index.js';
import type { ClientKey, Place } from '../../../platform/crypto/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { Soreness } from '../../practices/domain/index.js';
import type { BlockOfPlan } from '../../session-plans/index.js';
import type { Ask, CheckInState, Treatment, Triage } from '../domain/index.js';

/** The check-in of one visit, as the table has it. */
export interface CheckIn {
  readonly id: string;
  readonly appointmentId: string;
  /** The record that the visit is under. */
  readonly clientId: string;
  readonly therapistId: string;
  readonly clinicId: string;
  readonly visitEndsAt: Date;
  /** How much soreness is to be expected. */
  readonly level: Soreness;
  /** Whether that is by the booked service or by the signed note. */
  readonly basis: 'service' | 'note';
  readonly state: CheckInState;
  /** How often it was planned from the beginning: each time has messages of its own. */
  readonly round: number;
  readonly channel: 'email' | 'sms';
  readonly asks: readonly Ask[];
  /** `Treatment`, sealed; null where nothing was done. */
  readonly treated: Buffer | null;
  /** When it is closed if nobody answers. */
  readonly closesAt: Date | null;
  /** The last answer. */
  readonly answeredAt: Date | null;
  readonly createdAt: Date;
}

const COLUMNS = `c.id, c.appointment_id AS "appointmentId", c.client_id AS "clientId", c.therapist_id AS "therapistId",
  c.clinic_id AS "clinicId", c.visit_ends_at AS "visitEndsAt", c.level, c.basis, c.state, c.round, c.channel, c.asks, c.treated,
  c.closes_at AS "closesAt", c.answered_at AS "answeredAt", c.created_at AS "createdAt"`;

const INSERT = `INSERT INTO check_ins (practice_id, id, appointment_id, client_id, therapist_id, clinic_id, visit_ends_at, level, basis,
    state, round, channel, asks, treated, closes_at, answered_at, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)`;
const UPDATE = `UPDATE check_ins SET level = $3, basis = $4, state = $5, round = $6, channel = $7, asks = $8, treated = $9,
    closes_at = $10, answered_at = $11, updated_at = $12 WHERE practice_id = $1 AND id = $2`;

const TREATED = (rowId: string): Place => ({ table: 'check_ins', column: 'treated', rowId });

export const sealTreated = (key: ClientKey, id: string, treatment: Treatment | null): Buffer | null =>
  treatment && key.sealJson(TREATED(id), treatment);

export const openTreated = (key: ClientKey, { id, treated }: Pick<CheckIn, 'id' | 'treated'>): Treatment | null =>
  treated && key.openJson<Treatment>(TREATED(id), treated);

export function insertCheckIn(tx: Tx, row: CheckIn): void {
  tx.write(INSERT, [
    ...[tx.practiceId, row.id, row.appointmentId, row.clientId, row.therapistId, row.clinicId, row.visitEndsAt],
    ...[row.level, row.basis, row.state, row.round, row.channel, JSON.stringify(row.asks), row.treated],
    ...[row.closesAt, row.answeredAt, row.createdAt],
  ]);
}

/** The caller holds the row. */
export function updateCheckIn(tx: Tx, row: CheckIn): void {
  tx.write(UPDATE, [
    ...[tx.practiceId, row.id, row.level, row.basis, row.state, row.round, row.channel, JSON.stringify(row.asks)],
    ...[row.treated, row.closesAt, row.answeredAt, tx.now],
  ]);
}

const BY_ID = `SELECT ${COLUMNS} FROM check_ins c WHERE c.practice_id = $1 AND c.id = $2`;
const OF_VISIT = `SELECT ${COLUMNS} FROM check_ins c WHERE c.practice_id = $1 AND c.appointment_id = $2`;

export async function findCheckIn(tx: Tx, id: string): Promise<CheckIn | undefined> {
  return isId(id) ? (await tx.sql<CheckIn>(BY_ID, [tx.practiceId, id]))[0] : undefined;
}

/** As `findCheckIn`, and nobody else changes the row until the unit ends. */
export async function findCheckInForChange(tx: Tx, id: string): Promise<CheckIn | undefined> {
  return isId(id) ? (await tx.sql<CheckIn>(`${BY_ID} FOR UPDATE`, [tx.practiceId, id]))[0] : undefined;
}

export async function checkInOfVisit(tx: Tx, appointmentId: string): Promise<CheckIn | undefined> {
  return isId(appointmentId) ? (await tx.sql<CheckIn>(OF_VISIT, [tx.practiceId, appointmentId]))[0] : undefined;
}

/** As `checkInOfVisit`, and nobody else changes the row until the unit ends. */
export async function checkInOfVisitForChange(tx: Tx, appointmentId: string): Promise<CheckIn | undefined> {
  return (await tx.sql<CheckIn>(`${OF_VISIT} FOR UPDATE`, [tx.practiceId, appointmentId]))[0];
}

const BY_IDS = `SELECT ${COLUMNS} FROM check_ins c WHERE c.practice_id = $1 AND c.id = ANY($2::uuid[])`;

export async function checkInsById(tx: Tx, ids: readonly string[]): Promise<Map<string, CheckIn>> {
  const rows = await tx.sql<CheckIn>(BY_IDS, [tx.practiceId, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

const PAGE = `SELECT ${COLUMNS}
  FROM unnest($2::uuid[]) AS record(id) CROSS JOIN LATERAL (
    SELECT * FROM check_ins WHERE practice_id = $1 AND client_id = record.id AND (visit_ends_at, id) < ($3, $4)
    ORDER BY visit_ends_at DESC, id DESC LIMIT $5) c
  ORDER BY c.visit_ends_at DESC, c.id DESC LIMIT $5`;

const AFTER_ALL = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** Those of one person with these records, the latest visit first. */
export const checkInsPage = (
  tx: Tx,
  {
    clientIds,
    after,
    limit,
  }: {
    readonly clientIds: readonly string[];
    /** The visit's end and the id of the last one of the page before. */
    readonly after: readonly [endsAt: string, id: string] | undefined;
    readonly limit: number;
  },
): Promise<CheckIn[]> => tx.sql<CheckIn>(PAGE, [tx.practiceId, clientIds, ...(after ?? AFTER_ALL), limit]);

const LAST_ANSWERED = `SELECT v."appointmentId" AS "beforeId", last.*
  FROM jsonb_to_recordset($2) AS v("appointmentId" uuid, "startsAt" timestamptz, "clientIds" uuid[])
  CROSS JOIN LATERAL (
    SELECT ${COLUMNS}
    FROM unnest(v."clientIds") AS record(id) CROSS JOIN LATERAL (
      SELECT * FROM check_ins WHERE practice_id = $1 AND client_id = record.id AND visit_ends_at <= v."startsAt"
        AND answered_at IS NOT NULL
      ORDER BY visit_ends_at DESC, id DESC LIMIT 1) c
    ORDER BY c.visit_ends_at DESC, c.id DESC LIMIT 1) last`;

/** For each visit the last check-in of the same person before it that was answered. In one statement. */
export async function lastAnsweredBefore(
  tx: Tx,
  visits: readonly {
    readonly appointmentId: string;
    readonly startsAt: Date;
    /** All records of the visit's client. */
    readonly clientIds: readonly string[];
  }[],
): Promise<Map<string, CheckIn>> {
  const rows = await tx.sql<CheckIn & { beforeId: string }>(LAST_ANSWERED, [tx.practiceId, JSON.stringify(visits)]);
  return new Map(rows.map(({ beforeId, ...row }) => [beforeId, row]));
}

/** A day's grace before lets the index leave out what is certainly earlier, whatever the zone. */
const COUNT = `SELECT b."planId", count(c.id)::integer AS n
  FROM jsonb_to_recordset($2) AS b("planId" uuid, records uuid[], "blockFrom" date)
  LEFT JOIN LATERAL (
    SELECT c.id FROM check_ins c
    JOIN appointments a ON a.practice_id = $1 AND a.id = c.appointment_id
    JOIN clinics k ON k.practice_id = $1 AND k.id = c.clinic_id
    WHERE c.practice_id = $1 AND c.client_id = ANY(b.records) AND c.visit_ends_at >= b."blockFrom"::timestamptz - interval '1 day'
      AND (a.starts_at AT TIME ZONE k.time_zone)::date >= b."blockFrom"
      AND EXISTS (SELECT FROM check_in_answers w WHERE w.practice_id = $1 AND w.check_in_id = c.id AND w.triage = ANY($3))
  ) c ON true
  GROUP BY b."planId"`;

/** By plan, after how many sessions of its block there was an answer with one of these outcomes. In one statement. */
export async function countAnswered(
  tx: Tx,
  blocks: readonly BlockOfPlan[],
  triages: readonly Triage[],
): Promise<Map<string, number>> {
  const rows = await tx.sql<{ planId: string; n: number }>(COUNT, [tx.practiceId, JSON.stringify(blocks), triages]);
  return new Map(rows.map(({ planId, n }) => [planId, n]));
}

const OPEN_OF = `SELECT ${COLUMNS} FROM check_ins c
  WHERE c.practice_id = $1 AND c.client_id = ANY($2) AND c.state = 'open' ORDER BY c.id FOR UPDATE`;

/** Those of these records that still ask something; nobody else changes them until the unit ends. */
export const openCheckInsOf = (tx: Tx, clientIds: readonly string[]): Promise<CheckIn[]> =>
  tx.sql<CheckIn>(OPEN_OF, [tx.practiceId, clientIds]);

/** What names the messages of a check-in's present round: the end of the visit, and the round where it is not the first. */
export const versionOf = ({ visitEndsAt, round }: Pick<CheckIn, 'visitEndsAt' | 'round'>): string =>
  `${visitEndsAt.toISOString()}${round > 1 ? `#${round}` : ''}`;
