import { newId } from '../../src/kernel/index.js';
import type { ClinicFixture } from './clinic-fixture.js';

interface Visit {
  readonly clientId: string;
  /** The clinic's first one, unless told; so are the room and the service. */
  readonly therapistId?: string;
  readonly roomId?: string;
  readonly serviceId?: string;
  readonly clinicId?: string;
  readonly status?: string;
  /** It lasts an hour. */
  readonly startsAt: Date | string;
}

/** A visit as it stands in the database, whatever the rules of booking say; answers its id. */
export async function addVisit(clinic: ClinicFixture, visit: Visit): Promise<string> {
  const { clientId, startsAt, status = 'booked', therapistId = clinic.therapistIds[0] } = visit;
  const { roomId = clinic.roomIds[0], serviceId = clinic.serviceId, clinicId = clinic.clinicId } = visit;
  const id = newId();
  await clinic.sql(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, cancel_reason, price_minor, currency)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, s, e, s, e, s, e, CASE WHEN $8 = 'cancelled' THEN 'other' END, 9000, 'EUR'
     FROM (SELECT $9::timestamptz AS s, $9::timestamptz + interval '1 hour' AS e) AS at`,
    [clinic.practiceId, id, clinicId, clientId, therapistId, roomId, serviceId, status, startsAt],
  );
  return id;
}
