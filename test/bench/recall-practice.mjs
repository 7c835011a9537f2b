import { randomUUID } from 'node:crypto';
import pg from 'pg';

const NAME = 'Recall bench';
/** So many at once, so that no statement runs for minutes. */
const AT_ONCE = 50_000;
/** One plan in fifty is due. */
export const ONE_IN = 50;
const THERAPISTS = 100;
const VISITS = 4;

/** The last session of whoever is due in three days, by a plan of every two weeks: the first reminder is due today. */
const LAST = `((current_date - 11) AT TIME ZONE 'Europe/Berlin')`;
const DUE = `SELECT plan_id FROM recall_looks WHERE practice_id = $1 AND due_on IS NOT NULL`;

/** A practice of its own with so many live plans, of which one in fifty is due. Made once, and kept with the other data. */
export async function recallPractice(ownerUrl, plans) {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  const rows = async (text, values) => (await db.query(text, values)).rows;
  let [practice] = await rows('SELECT id FROM practices WHERE name = $1', [NAME]);
  try {
    practice ??= await make(rows, plans);
  } catch (error) {
    await db.end();
    throw error;
  }
  const practiceId = practice.id;
  const count = async (text) => Number((await rows(text, [practiceId]))[0].n);

  return {
    practiceId,
    due: await count(`SELECT count(*) AS n FROM recall_looks WHERE practice_id = $1 AND due_on IS NOT NULL`),
    planned: () => count(`SELECT count(*) AS n FROM messages WHERE practice_id = $1`),
    /** As it was before the sweep, with so many of the due plans to be looked at: all unless told. */
    reset: async (atMost = null) => {
      await rows('DELETE FROM messages WHERE practice_id = $1', [practiceId]);
      await rows('DELETE FROM recall_reminders WHERE practice_id = $1 AND due_on > current_date', [practiceId]);
      await rows(
        `UPDATE recall_looks SET look_at = now() + interval '20 days' WHERE practice_id = $1 AND due_on IS NOT NULL`,
        [practiceId],
      );
      await rows(
        `UPDATE recall_looks SET look_at = now() - interval '1 minute', state = 'not_due', reason = NULL WHERE practice_id = $1
           AND plan_id IN (${DUE} ORDER BY plan_id LIMIT $2)`,
        [practiceId, atMost],
      );
      await rows('VACUUM ANALYZE recall_looks, recall_reminders, messages');
    },
    close: () => db.end(),
  };
}

async function make(rows, plans) {
  const [practiceId, clinicId, serviceId, userId, memberId] = Array.from({ length: 5 }, () => randomUUID());
  await rows(`INSERT INTO practices (id, name, currency, country) VALUES ($1, 'Being made', 'EUR', 'DE')`, [
    practiceId,
  ]);
  await rows(
    `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, licence_required) VALUES ($1, $2, 'Quay', 'Europe/Berlin', 'DE', false)`,
    [practiceId, clinicId],
  );
  await rows(
    `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends)
     SELECT $1, gen_random_uuid(), $2, day, '08:00', '20:00' FROM generate_series(1, 7) day`,
    [practiceId, clinicId],
  );
  await rows(
    `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, required_features)
     VALUES ($1, $2, 'Swedish 60', 'swedish', 1, 3, 60, 9000, '{table}')`,
    [practiceId, serviceId],
  );
  await rows(`INSERT INTO users (id, email, password_hash) VALUES ($1, $2, 'none')`, [
    userId,
    `${userId}@recall.example`,
  ]);
  await rows(
    `INSERT INTO memberships (practice_id, id, user_id, name, email, role) VALUES ($1, $2, $3, 'Sam', $4, 'therapist')`,
    [practiceId, memberId, userId, `${userId}@recall.example`],
  );
  await rows(
    `INSERT INTO therapists (practice_id, id, name) SELECT $1, md5('therapist' || n || $1::uuid)::uuid, 'Bench' FROM generate_series(0, $2 - 1) n`,
    [practiceId, THERAPISTS],
  );
  await rows(
    `INSERT INTO rooms (practice_id, id, clinic_id, name, features) SELECT $1, md5('room' || n || $1::uuid)::uuid, $2, 'Room ' || n, '{table}' FROM generate_series(0, $3 - 1) n`,
    [practiceId, clinicId, THERAPISTS],
  );
  for (let first = 0; first < plans; first += AT_ONCE) {
    const range = [practiceId, first, Math.min(first + AT_ONCE, plans) - 1];
    await addPlans(rows, range, { clinicId, memberId });
    await addVisits(rows, range, { clinicId, serviceId });
  }
  await rows('UPDATE practices SET name = $2 WHERE id = $1', [practiceId, NAME]);
  await rows('VACUUM ANALYZE');
  return { id: practiceId };
}

const idOf = (what) => `md5('${what}' || n || $1::uuid)::uuid`;
const isDue = `n % ${ONE_IN} = 0`;

async function addPlans(rows, range, { clinicId, memberId }) {
  await rows(
    `INSERT INTO clients (practice_id, id, given_name, family_name, email)
     SELECT $1, ${idOf('client')}, 'Bench', 'Of many', 'bench@client.example' FROM generate_series($2::int, $3::int) n`,
    range,
  );
  await rows(
    `INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
     SELECT $1, ${idOf('client')}, 'email', 'recall', true FROM generate_series($2::int, $3::int) n`,
    range,
  );
  await rows(
    `INSERT INTO session_plans (practice_id, id, client_id, clinic_id, status, version)
     SELECT $1, ${idOf('plan')}, ${idOf('client')}, $4, 'active', 2 FROM generate_series($2::int, $3::int) n`,
    [...range, clinicId],
  );
  await rows(
    `INSERT INTO session_plan_versions (practice_id, plan_id, version, step, status, "interval", block_from, live_from, sealed, changed_at, changed_by)
     SELECT $1, ${idOf('plan')}, v, CASE v WHEN 1 THEN 'propose' ELSE 'accept' END, CASE v WHEN 1 THEN 'proposed' ELSE 'active' END, 'P14D',
       current_date - 300, CASE v WHEN 2 THEN current_date - 300 END, decode(repeat('00', 300), 'hex'), now() - interval '300 days', $4
     FROM generate_series($2::int, $3::int) n, generate_series(1, 2) v`,
    [...range, memberId],
  );
  await rows(
    `INSERT INTO recall_looks (practice_id, plan_id, clinic_id, look_at, due_on, state)
     SELECT $1, ${idOf('plan')}, $4, now() + interval '1 day' * (2 + n % 12), CASE WHEN ${isDue} THEN current_date + 3 END,
       CASE WHEN ${isDue} THEN 'not_due' END
     FROM generate_series($2::int, $3::int) n`,
    [...range, clinicId],
  );
  // Everybody was reminded of the session that they had.
  await rows(
    `INSERT INTO recall_reminders (practice_id, plan_id, due_on, step, goes_on, planned_at)
     SELECT $1, ${idOf('plan')}, current_date - 11, 'first', current_date - 14, now() - interval '14 days' FROM generate_series($2::int, $3::int) n`,
    range,
  );
}

/**
 * Of those who are due: of nobody else is a visit read. Each therapist has one client at a time, each in a room. As old as if they
 * had been booked then: what is new is removed after each run.
 */
function addVisits(rows, range, { clinicId, serviceId }) {
  return rows(
    `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
       therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, created_at)
     SELECT $1, gen_random_uuid(), $4, ${idOf('client')}, md5('therapist' || k % ${THERAPISTS} || $1::uuid)::uuid,
       md5('room' || k % ${THERAPISTS} || $1::uuid)::uuid, $5, 'completed', s, s + e, s, s + e, s, s + e, 9000, 'EUR', now() - interval '1 year'
     FROM (SELECT n, n / ${ONE_IN} AS k FROM generate_series($2::int, $3::int) n WHERE ${isDue}) due, generate_series(0, ${VISITS - 1}) v,
       LATERAL (SELECT ${LAST} - v * interval '14 days' + k / ${THERAPISTS} * interval '5 minutes' + interval '1 minute' AS s, interval '4 minutes' AS e) at`,
    [...range, clinicId, serviceId],
  );
}
