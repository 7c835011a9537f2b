import { setTimeout as pause } from 'node:timers/promises';
import { postgresLogOf } from '../support/cluster.js';
import { inScene, PATIENCE_MS } from '../support/message-scene.js';
import type { MessageScene } from '../support/message-scene.js';
import type { ProgramRun } from '../support/program-run.js';
import { QUEUE_BACKENDS } from '../support/queue-services.js';

const [, [, onRedis]] = QUEUE_BACKENDS;
/** Ten batches of the recall sweep, and two of each sweep of appointments. */
const [PLANS, LEFT_OPEN, HOLDS] = [5_000, 400, 400];
const BATCH = 500;
/** A database of Redis is a queue: there are sixteen. */
const QUEUES = 16;
const LEAST_KILLS = 4;

/** Clients who are due in two days, and are to be reminded of it tomorrow morning. */
const DUE_PLANS = `WITH people AS (
    INSERT INTO clients (practice_id, id, given_name, family_name, email)
    SELECT $1, gen_random_uuid(), 'Client', 'Of many', 'many@client.example' FROM generate_series(1, $3) RETURNING id),
  agreed AS (
    INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted) SELECT $1, id, 'email', 'recall', true FROM people),
  plans AS (
    INSERT INTO session_plans (practice_id, id, client_id, clinic_id, status, version)
    SELECT $1, gen_random_uuid(), id, $2, 'active', 1 FROM people RETURNING id),
  versions AS (
    INSERT INTO session_plan_versions (practice_id, plan_id, version, step, status, "interval", block_from, live_from, sealed, changed_at, changed_by)
    SELECT $1, plans.id, 1, 'accept', 'active', 'P7D', current_date - 5, current_date + 2, '\\x00', now() - interval '5 days', m.id
    FROM plans, (SELECT id FROM memberships WHERE practice_id = $1 LIMIT 1) AS m)
  INSERT INTO recall_looks (practice_id, plan_id, clinic_id, look_at) SELECT $1, id, $2, now() - interval '1 hour' FROM plans`;

/** Visits of the last days that nobody has completed, and holds that nobody has booked. */
const APPOINTMENTS = `WITH people AS (
    INSERT INTO clients (practice_id, id, given_name, family_name)
    SELECT $1, gen_random_uuid(), 'Kim', 'Number ' || n FROM generate_series(1, cardinality($3::uuid[])) n RETURNING id),
  numbered AS (SELECT id, row_number() OVER () AS n FROM people),
  places AS (
    SELECT t.id AS therapist_id, t.n, ($4::uuid[])[t.n] AS room_id, k.id AS client_id
    FROM unnest($3::uuid[]) WITH ORDINALITY AS t(id, n) JOIN numbered k ON k.n = t.n),
  wanted AS (
    SELECT *, 'arrived' AS status, date_trunc('hour', now()) - (4 + i) * interval '1 hour' AS s FROM places, generate_series(1, $6 / 20) i
    UNION ALL
    SELECT *, 'held', date_trunc('hour', now()) + (24 + i) * interval '1 hour' FROM places, generate_series(1, $7 / 20) i)
  INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
    therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, hold_expires_at, price_minor, currency)
  SELECT $1, gen_random_uuid(), $2, client_id, therapist_id, room_id, $5, status, s, s + interval '1 hour',
    s, s + interval '1 hour', s, s + interval '1 hour', CASE status WHEN 'held' THEN now() - interval '1 minute' END, 9000, 'EUR' FROM wanted`;

const LEFT = `SELECT (SELECT count(*) FROM recall_looks WHERE look_at <= now())::integer AS plans,
  (SELECT count(*) FROM appointments WHERE status = 'arrived')::integer AS visits,
  (SELECT count(*) FROM appointments WHERE status = 'held')::integer AS holds`;

interface Left {
  readonly plans: number;
  readonly visits: number;
  readonly holds: number;
}

async function left(scene: MessageScene): Promise<Left> {
  const [row] = await scene.sql<Left>(LEFT);
  return row!;
}

/** How often each of what there should be is there: `1` for all of them, or others with how many those are. */
async function times(scene: MessageScene, each: string): Promise<Record<string, number>> {
  const rows = await scene.sql<{ times: string; of: number }>(
    `SELECT times, count(*)::integer AS of FROM (SELECT count(*) AS times FROM ${each}) AS each GROUP BY times`,
  );
  return Object.fromEntries(rows.map(({ times, of }) => [times, of]));
}

describe('two sweepers at once, of which one is killed at each batch,', () => {
  it(
    'do all there is to do, and each once',
    () =>
      inScene(onRedis, async (scene, { services }) => {
        const { practiceId, clinicId, therapistIds, roomIds, serviceId } = scene.clinic;
        await scene.sql(DUE_PLANS, [practiceId, clinicId, PLANS]);
        await scene.sql(APPOINTMENTS, [practiceId, clinicId, therapistIds, roomIds, serviceId, LEFT_OPEN, HOLDS]);
        await scene.sql('ANALYZE');
        let started = 0;
        // With a queue of its own each does every sweep as soon as it starts; with a common one they would take turns.
        const start = (): ProgramRun => scene.startWorker({ REDIS_URL: `${services.redisUrl}/${started++ % QUEUES}` });
        const working = [start(), start()];
        let kills = 0;
        for (let { plans } = await left(scene); plans > BATCH; kills += 1) {
          // A batch was committed, so that the next one is under way.
          for (const before = plans; plans === before; { plans } = await left(scene)) await pause(10);
          await pause(Math.random() * 300);
          await working.shift()!.end('SIGKILL');
          working.push(start());
        }
        expect(kills).toBeGreaterThanOrEqual(LEAST_KILLS);
        for (let now = await left(scene); now.plans + now.visits + now.holds > 0; now = await left(scene)) {
          await pause(100);
        }

        expect(await times(scene, 'recall_reminders GROUP BY plan_id')).toEqual({ 1: PLANS });
        const reminders = `messages WHERE kind = 'recall_reminder'`;
        expect(await times(scene, `${reminders} AND state = 'planned' GROUP BY subject_id`)).toEqual({ 1: PLANS });
        const completed = `outbox WHERE fact = 'appointment.completed' GROUP BY payload->>'appointmentId'`;
        expect(await times(scene, completed)).toEqual({ 1: LEFT_OPEN });
        const released = `outbox WHERE fact = 'appointment.released' GROUP BY payload->>'appointmentId'`;
        expect(await times(scene, released)).toEqual({ 1: HOLDS });
        expect(await times(scene, 'appointment_events GROUP BY appointment_id')).toEqual({ 1: LEFT_OPEN + HOLDS });
        const log = await postgresLogOf(scene.backend.database);
        expect(log).not.toContain('deadlock');
        const broken = log.match(/unexpected EOF on client connection with an open transaction/g) ?? [];
        expect(broken.length).toBeGreaterThanOrEqual(kills / 2);
      }),
    PATIENCE_MS,
  );
});
