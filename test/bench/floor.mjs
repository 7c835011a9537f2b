import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A bare client in one practice, as the application's role: what the least program would use. */
export async function bareClient(appUrl, practiceId) {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  await client.query(`SELECT set_config('app.practice', $1, false)`, [practiceId]);
  return client;
}

/** One statement, prepared. */
export const run = (client, name, text, values) => client.query({ name, text, values });

/**
 * A read that is accounted for, as everybody's must be: one unit with an audit entry of the clients whom `idsOf` finds in
 * the row, committed. The statements travel together where they do not need each other's answers.
 */
export async function readAudited(client, practiceId, { name, text, values, idsOf }) {
  const begun = client.query('BEGIN');
  const { rows } = await run(client, name, text, values);
  await begun;
  await Promise.all([
    run(
      client,
      'audit',
      `INSERT INTO audit_entries (practice_id, id, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, 'staff', 'bench', 'client.read', $3)`,
      [practiceId, randomUUID(), idsOf(rows)],
    ),
    client.query('COMMIT'),
  ]);
  return rows;
}

const span = (alias) => `json_build_object('startsAt', ${alias}.starts_at, 'endsAt', ${alias}.ends_at)`;
const hours = (alias) =>
  `json_build_object('weekday', ${alias}.weekday, 'starts', ${alias}.starts, 'ends', ${alias}.ends, 'validFrom', ${alias}.valid_from, 'validTo', ${alias}.valid_to)`;
const each = (row, from) => `(SELECT json_agg(${row}) FROM ${from})`;

/** A clinic's day as one statement that answers JSON: the board's rooms, hours, therapists, absences and visits. */
export const DAY = `SELECT json_build_object(
    'rooms', ${each(`json_build_object('id', r.id, 'name', r.name)`, 'rooms r WHERE r.practice_id = $1 AND r.clinic_id = $2 AND r.archived_at IS NULL')},
    'open', ${each(hours('h'), 'opening_hours h WHERE h.practice_id = $1 AND h.clinic_id = $2')},
    'closures', ${each(span('k'), 'closures k WHERE k.practice_id = $1 AND k.clinic_id = $2 AND k.cancelled_at IS NULL AND k.ends_at > $3 AND k.starts_at < $4')},
    'therapists', ${each(
      `json_build_object('therapistId', t.id, 'therapistName', t.name,
        'working', ${each(hours('w'), 'working_hours w WHERE w.practice_id = $1 AND w.therapist_id = t.id AND w.clinic_id = $2')},
        'exceptions', ${each(
          `json_build_object('date', x.on_date, 'starts', x.starts, 'ends', x.ends)`,
          'working_hour_exceptions x WHERE x.practice_id = $1 AND x.therapist_id = t.id AND x.clinic_id = $2 AND x.on_date BETWEEN $3::timestamptz::date - 1 AND $4::timestamptz::date + 1',
        )},
        'off', ${each(span('o'), 'time_off o WHERE o.practice_id = $1 AND o.therapist_id = t.id AND o.cancelled_at IS NULL AND o.ends_at > $3 AND o.starts_at < $4')})`,
      'therapist_clinics tc JOIN therapists t ON t.practice_id = $1 AND t.id = tc.therapist_id WHERE tc.practice_id = $1 AND tc.clinic_id = $2 AND t.archived_at IS NULL',
    )},
    'visits', (SELECT json_agg(json_build_object('id', a.id, 'version', a.version, 'status', a.status, 'startsAt', a.starts_at,
        'endsAt', a.ends_at, 'therapistId', a.therapist_id, 'roomId', a.room_id, 'clientId', a.client_id,
        'clientName', (SELECT c.given_name || ' ' || c.family_name FROM clients c WHERE c.practice_id = $1 AND c.id = a.client_id),
        'serviceName', s.name, 'firstVisit', NOT EXISTS (
          SELECT FROM appointments b WHERE b.practice_id = $1 AND b.client_id = a.client_id AND b.starts_at < a.starts_at
            AND b.status NOT IN ('cancelled', 'no_show', 'expired', 'held'))) ORDER BY a.starts_at, a.id)
      FROM appointments a JOIN services s ON s.practice_id = $1 AND s.id = a.service_id
      WHERE a.practice_id = $1 AND a.clinic_id = $2 AND a.status NOT IN ('cancelled', 'expired')
        AND a.starts_at > $3::timestamptz - interval '1 day' AND a.starts_at < $4 AND a.ends_at > $3))::text AS day`;

/** The rows of one booking in eight statements, with the same locks, constraints and durability. */
export async function bookByScript(client, { practiceId, ids, lockKeys, values }) {
  await client.query('BEGIN');
  await run(
    client,
    'key',
    `INSERT INTO idempotency_keys (practice_id, actor_id, key, operation, body_hmac, result_id) VALUES ($1, 'bench', $2, 'book', '\\x00', $3)`,
    [practiceId, ids.key, ids.appointment],
  );
  await run(client, 'lock', 'SELECT count(pg_advisory_xact_lock(key)) FROM unnest($1::bigint[]) AS key', [lockKeys]);
  await run(
    client,
    'busy',
    `SELECT id FROM appointments WHERE practice_id = $1 AND therapist_id = $2 AND therapist_blocked_from > $3::timestamptz - interval '1 day' AND therapist_blocked_from < $4 AND therapist_blocked_to > $3 AND status NOT IN ('cancelled', 'no_show', 'expired')`,
    [practiceId, values.therapist, values.start, values.end],
  );
  await run(
    client,
    'book',
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at, therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency) VALUES ($1, $2, $3, $4, $5, $6, $7, 'booked', $8, $9, $8, $9, $8, $9, 9000, 'EUR')`,
    [
      practiceId,
      ids.appointment,
      values.clinic,
      values.client,
      values.therapist,
      values.room,
      values.service,
      values.start,
      values.end,
    ],
  );
  await run(
    client,
    'event',
    `INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, to_status) VALUES ($1, $2, $3, now(), 'book', 'staff', 'bench', 'booked')`,
    [practiceId, ids.event, ids.appointment],
  );
  await run(
    client,
    'told',
    `WITH a AS (INSERT INTO audit_entries (practice_id, id, actor_kind, actor_id, action, subject_ids) VALUES ($1, $2, 'staff', 'bench', 'appointment.booked', ARRAY[$3::uuid])) INSERT INTO outbox (practice_id, id, fact, payload) VALUES ($1, $2, 'appointment.booked', jsonb_build_object('appointmentId', $3))`,
    [practiceId, ids.told, ids.appointment],
  );
  await client.query('COMMIT');
}
