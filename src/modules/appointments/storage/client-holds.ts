import type { Tx } from '../../../platform/database/index.js';
import { APPOINTMENT_COLUMNS } from './appointments.js';
import type { Appointment } from './appointments.js';

/** A hold that a client made for themselves: no member of staff holds it. */
const OWN = `practice_id = $1 AND client_id = $2 AND status = 'held' AND held_by IS NULL`;

const LIVE = `SELECT ${APPOINTMENT_COLUMNS} FROM appointments WHERE ${OWN} AND hold_expires_at > $3 ORDER BY hold_expires_at DESC LIMIT 1`;

const RELEASE = `WITH released AS (
    UPDATE appointments SET status = 'expired', version = version + 1, updated_at = $3 WHERE ${OWN} RETURNING id, clinic_id),
  noted AS (
    INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, from_status, to_status)
    SELECT $1, gen_random_uuid(), id, $3, 'release', 'client', $2, 'held', 'expired' FROM released)
  SELECT id, clinic_id AS "clinicId" FROM released`;

/** The place that the client holds by a link at this moment. */
export async function heldByClient(tx: Tx, clientId: string): Promise<Appointment | undefined> {
  return (await tx.sql<Appointment>(LIVE, [tx.practiceId, clientId, tx.now]))[0];
}

/** Lets go of whatever the client holds by a link: they choose one place at a time. The caller has the client's lock. */
export async function releaseHeldByClient(tx: Tx, clientId: string): Promise<void> {
  for (const { id, clinicId } of await tx.sql<{ id: string; clinicId: string }>(RELEASE, [
    tx.practiceId,
    clientId,
    tx.now,
  ])) {
    tx.record({ action: 'appointment.released', subjectIds: [id] });
    tx.emit('appointment.released', { appointmentId: id, clinicId });
  }
}
