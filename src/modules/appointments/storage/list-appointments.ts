import type { Tx } from '../../../platform/database/index.js';
import type { Status } from '../domain/status.js';
import { APPOINTMENT_COLUMNS } from './appointments.js';
import type { Appointment } from './appointments.js';

export interface AppointmentFilter {
  readonly clinicId: string | null;
  readonly clientIds: readonly string[] | null;
  readonly therapistId: string | null;
  readonly statuses: readonly Status[] | null;
  /** Starts in `[from, to)`. */
  readonly from: Date;
  readonly to: Date;
  /** The start and the id of the last row of the page before. */
  readonly after: { readonly startsAt: Date; readonly id: string } | null;
  readonly limit: number;
}

const LIST = (narrow: string): string => `SELECT ${APPOINTMENT_COLUMNS} FROM appointments
  WHERE practice_id = $1 AND ${narrow} AND starts_at >= $2 AND starts_at < $3
    AND (starts_at, id) > ($4, $5) AND ($6::text[] IS NULL OR status = ANY($6))
    AND ($7::uuid IS NULL OR therapist_id = $7) AND ($8::uuid IS NULL OR clinic_id = $8)
  ORDER BY starts_at, id LIMIT $9`;
const OF_CLIENTS = LIST('client_id = ANY($10::uuid[])');
const OF_CLINIC = LIST('$10::uuid[] IS NULL');

const PENDING = `SELECT ${APPOINTMENT_COLUMNS} FROM appointments
  WHERE practice_id = $1 AND status = 'pending_clearance' AND (starts_at, id) > ($2, $3)
    AND ($4::uuid IS NULL OR therapist_id = $4) AND ($5::uuid IS NULL OR clinic_id = $5)
  ORDER BY starts_at, id LIMIT $6`;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** By start. Entered by the client or by the clinic: one of the two must be given. */
export function listAppointments(tx: Tx, filter: AppointmentFilter): Promise<Appointment[]> {
  const { clinicId, clientIds, therapistId, statuses, from, to, after, limit } = filter;
  return tx.sql<Appointment>(clientIds ? OF_CLIENTS : OF_CLINIC, [
    ...[tx.practiceId, from, to, after?.startsAt ?? from, after?.id ?? BEFORE_ALL],
    ...[statuses, therapistId, clinicId, limit, clientIds],
  ]);
}

export type PendingFilter = Pick<AppointmentFilter, 'clinicId' | 'therapistId' | 'after' | 'limit'>;

/** Those that wait for a clearance: the one whose slot is released first comes first. */
export function listPending(tx: Tx, { clinicId, therapistId, after, limit }: PendingFilter): Promise<Appointment[]> {
  const from = after?.startsAt ?? new Date(0);
  return tx.sql<Appointment>(PENDING, [tx.practiceId, from, after?.id ?? BEFORE_ALL, therapistId, clinicId, limit]);
}
