import type { ClinicFixture } from './clinic-fixture.js';

/**
 * Books every therapist of the fixture for some days, hour after hour from 09:00 UTC, each in the room of the same
 * number and with clients in turn. Set-based, so that tens of thousands take seconds.
 */
export async function bookManyVisits(
  clinic: ClinicFixture,
  { firstDay, days, perDay }: { firstDay: string; days: number; perDay: number },
): Promise<void> {
  const { practiceId, clinicId, serviceId, therapistIds, roomIds, clientIds } = clinic;
  await clinic.sql(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency)
     SELECT $1, gen_random_uuid(), $2, ($3::uuid[])[1 + (t.n * 8 + k) % cardinality($3::uuid[])], t.id, ($5::uuid[])[t.n], $6,
       'confirmed', s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour', 9000, 'EUR'
     FROM unnest($4::uuid[]) WITH ORDINALITY AS t(id, n), generate_series(0, $8 - 1) AS day, generate_series(0, $9 - 1) AS k,
       LATERAL (SELECT $7::timestamptz + make_interval(days => day, hours => 9 + k) AS s) AS at`,
    [practiceId, clinicId, clientIds, therapistIds, roomIds, serviceId, `${firstDay}T00:00:00Z`, days, perDay],
  );
}
