import { isId, nameOfActor, newId, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { VerdictLevel } from '../../screening/domain/index.js';
import type { ArrivalAnswer } from '../domain/screening-of-visit.js';
import type { Status } from '../domain/status.js';

/** One appointment as the table has it. Prices are in minor units of the currency. */
export interface Appointment {
  readonly id: string;
  readonly clinicId: string;
  /** Null while held, where nobody has been named yet. */
  readonly clientId: string | null;
  readonly therapistId: string;
  readonly roomId: string;
  readonly serviceId: string;
  readonly status: Status;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly therapistBlockedFrom: Date;
  readonly therapistBlockedTo: Date;
  readonly roomBlockedFrom: Date;
  readonly roomBlockedTo: Date;
  readonly holdExpiresAt: Date | null;
  readonly heldBy: string | null;
  readonly priceMinor: number;
  readonly currency: string;
  readonly overriddenRules: readonly string[];
  readonly overrideReason: string | null;
  readonly cancelReason: string | null;
  readonly cancelNote: string | null;
  /** By the client's last answers; null while held for nobody, and for visits from before there was screening. */
  readonly screeningLevel: VerdictLevel | null;
  /** As it was when the visit was booked or moved, or when its therapist decided about it. Null with the level. */
  readonly screeningAccepted: VerdictLevel | null;
  /** The therapist is to look at it before the session starts: it has become worse, or the client came with questions. */
  readonly awaitsTherapist: boolean;
  /** What the desk noted when the client came; null where nobody asked. */
  readonly arrivalAnswer: ArrivalAnswer | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type AppointmentDraft = Omit<Appointment, 'version' | 'createdAt' | 'updatedAt'>;

/** What happened to an appointment, for its history. `change` holds ids, instants and codes. */
export interface AppointmentEvent {
  readonly kind: string;
  readonly fromStatus: Status | null;
  readonly change?: Readonly<Record<string, unknown>>;
  readonly reason?: string | null;
}

/** Every column, under the name it has in `Appointment`. */
export const APPOINTMENT_COLUMNS = `id, clinic_id AS "clinicId", client_id AS "clientId", therapist_id AS "therapistId",
  room_id AS "roomId", service_id AS "serviceId", status, starts_at AS "startsAt", ends_at AS "endsAt",
  therapist_blocked_from AS "therapistBlockedFrom", therapist_blocked_to AS "therapistBlockedTo",
  room_blocked_from AS "roomBlockedFrom", room_blocked_to AS "roomBlockedTo", hold_expires_at AS "holdExpiresAt",
  held_by AS "heldBy", price_minor AS "priceMinor", currency, overridden_rules AS "overriddenRules",
  override_reason AS "overrideReason", cancel_reason AS "cancelReason", cancel_note AS "cancelNote",
  screening_level AS "screeningLevel", screening_accepted AS "screeningAccepted", awaits_therapist AS "awaitsTherapist", arrival_answer AS "arrivalAnswer", version, created_at AS "createdAt", updated_at AS "updatedAt"`;

const NOTE = `INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status, change, reason)
   SELECT $1, $23, id, $22, $24, $25, $26, $27, status, $28::jsonb, $29 FROM saved`;

const INSERT = `WITH saved AS (
    INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
      therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, hold_expires_at, held_by,
      price_minor, currency, overridden_rules, override_reason, cancel_reason, cancel_note, screening_level, screening_accepted,
      arrival_answer, awaits_therapist, version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $30, $31, $32, $33, $34, 1, $22, $22)
    RETURNING id, status)
  ${NOTE}`;

const UPDATE = `WITH saved AS (
    UPDATE appointments SET clinic_id = $3, client_id = $4, therapist_id = $5, room_id = $6, service_id = $7, status = $8,
      starts_at = $9, ends_at = $10, therapist_blocked_from = $11, therapist_blocked_to = $12,
      room_blocked_from = $13, room_blocked_to = $14, hold_expires_at = $15, held_by = $16, price_minor = $17,
      currency = $18, overridden_rules = $19, override_reason = $20, cancel_reason = $21, cancel_note = $30,
      screening_level = $31, screening_accepted = $32, arrival_answer = $33, awaits_therapist = $34, version = version + 1, updated_at = $22
    WHERE practice_id = $1 AND id = $2 RETURNING id, status)
  ${NOTE}`;

function values(tx: Tx, row: AppointmentDraft, { kind, fromStatus, change = {}, reason }: AppointmentEvent): unknown[] {
  const { actor } = tx;
  return [
    ...[tx.practiceId, row.id, row.clinicId, row.clientId, row.therapistId, row.roomId, row.serviceId, row.status],
    ...[
      row.startsAt,
      row.endsAt,
      row.therapistBlockedFrom,
      row.therapistBlockedTo,
      row.roomBlockedFrom,
      row.roomBlockedTo,
    ],
    ...[
      row.holdExpiresAt,
      row.heldBy,
      row.priceMinor,
      row.currency,
      row.overriddenRules,
      row.overrideReason,
      row.cancelReason,
    ],
    ...[
      tx.now,
      newId(),
      kind,
      actor.kind,
      nameOfActor(actor),
      fromStatus,
      JSON.stringify(change),
      reason ?? null,
      row.cancelNote,
    ],
    ...[row.screeningLevel, row.screeningAccepted, row.arrivalAnswer, row.awaitsTherapist],
  ];
}

/** Writes a new appointment and the first entry of its history, and gives it as it stands then. */
export function insertAppointment(tx: Tx, draft: AppointmentDraft, event: AppointmentEvent): Appointment {
  tx.write(INSERT, values(tx, draft, event));
  return { ...draft, version: 1, createdAt: tx.now, updatedAt: tx.now };
}

/**
 * Writes an appointment as it stands now, and what happened to it, and gives it with its new version. The caller has read
 * it under the lock of its row or of its resources.
 */
export function updateAppointment(tx: Tx, row: Appointment, event: AppointmentEvent): Appointment {
  tx.write(UPDATE, values(tx, row, event));
  return { ...row, version: row.version + 1, updatedAt: tx.now };
}

/** Throws `NotFound`. */
export async function findAppointment(tx: Tx, id: string): Promise<Appointment> {
  const found = (await appointmentsById(tx, [id])).get(id.toLowerCase());
  if (!found) throw new NotFound('appointment', id);
  return found;
}

/** As `findAppointment`, and nobody else changes the row until the unit ends. */
export async function findAppointmentForChange(tx: Tx, id: string): Promise<Appointment> {
  if (!isId(id)) throw new NotFound('appointment', id);
  const [found] = await tx.sql<Appointment>(
    `SELECT ${APPOINTMENT_COLUMNS} FROM appointments WHERE practice_id = $1 AND id = $2 FOR UPDATE`,
    [tx.practiceId, id],
  );
  if (!found) throw new NotFound('appointment', id);
  return found;
}

export async function appointmentsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Appointment>> {
  const rows = await tx.sql<Appointment>(
    `SELECT ${APPOINTMENT_COLUMNS} FROM appointments WHERE practice_id = $1 AND id = ANY($2)`,
    [tx.practiceId, ids.filter(isId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whether the row is somebody's visit: all are but holds, which may be for nobody yet. */
export const isOfClient = (row: Appointment): row is Appointment & { readonly clientId: string } =>
  row.clientId !== null;
