import { setTimeout as pause } from 'node:timers/promises';
import { AssessPlans } from '../../dist/src/modules/recall/assess-plans.js';
import { SweepPlans } from '../../dist/src/modules/recall/jobs/sweep-plans.js';
import { LookAtPlans } from '../../dist/src/modules/recall/look-at-plans.js';
import { ReadClientFacts } from '../../dist/src/modules/screening/client-facts.js';
import { ScreenVisit } from '../../dist/src/modules/screening/screen-visit.js';
import { MasterKeys, Vault } from '../../dist/src/platform/crypto/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../dist/src/platform/database/index.js';
import { bareClient, run } from './floor.mjs';
import { median, printFigure, rounds, timed } from './figures.mjs';
import { recallPractice } from './recall-practice.mjs';

const PLANS = { xs: 20_000, s: 1_000_000 };
/** As many as are due at the small size, where one in fifty is. */
const SAME = 400;
const TELLING_MS = 1_200;

/**
 * All that a sweep must read and write for what is due, as one statement: the plan, its client, the last session, the opening days,
 * what speaks against a reminder; the reminder, its message, and the next look.
 */
const FLOOR = `WITH taken AS MATERIALIZED (
    SELECT plan_id FROM recall_looks WHERE practice_id = $1 AND look_at <= now() ORDER BY look_at FOR UPDATE SKIP LOCKED),
  plan AS (
    SELECT p.id, p.clinic_id, k.id AS client_id, z.today, r.recall_lead::interval AS lead, r.recall_nudge::interval AS nudge, c.time_zone AS zone,
      greatest((l.on_date + v."interval"::interval)::date, v.live_from) AS raw, b.changed_at
    FROM taken JOIN session_plans p ON p.practice_id = $1 AND p.id = taken.plan_id AND p.status = 'active'
    JOIN session_plan_versions v ON v.practice_id = $1 AND v.plan_id = p.id AND v.version = p.version
    JOIN session_plan_versions b ON b.practice_id = $1 AND b.plan_id = p.id AND b.version = 1
    JOIN clients k ON k.practice_id = $1 AND k.id = p.client_id AND k.archived_at IS NULL AND k.merged_into_id IS NULL AND k.email IS NOT NULL
    JOIN clinics c ON c.practice_id = $1 AND c.id = p.clinic_id JOIN practices r ON r.id = $1,
    LATERAL (SELECT (now() AT TIME ZONE c.time_zone)::date AS today) z,
    LATERAL (SELECT (a.starts_at AT TIME ZONE y.time_zone)::date AS on_date FROM appointments a
      JOIN services s ON s.practice_id = $1 AND s.id = a.service_id JOIN clinics y ON y.practice_id = $1 AND y.id = a.clinic_id
      WHERE a.practice_id = $1 AND a.client_id = k.id AND a.status = 'completed' AND s.technique <> 'consultation'
      ORDER BY a.starts_at DESC LIMIT 1) l
    WHERE EXISTS (SELECT FROM client_consents o WHERE o.practice_id = $1 AND o.client_id = k.id AND o.channel = 'email' AND o.purpose = 'recall' AND o.granted)
      AND NOT EXISTS (SELECT FROM clients m WHERE m.practice_id = $1 AND m.merged_into_id = k.id)
      AND NOT EXISTS (SELECT FROM follow_ups f WHERE f.practice_id = $1 AND f.client_id = k.id AND f.done_at IS NULL)
      AND NOT EXISTS (SELECT FROM risk_profiles q WHERE q.practice_id = $1 AND q.client_id = k.id)
      AND NOT EXISTS (SELECT FROM session_plans x WHERE x.practice_id = $1 AND x.client_id = k.id AND x.status = 'active' AND x.id > p.id)
      AND NOT EXISTS (SELECT FROM appointments a WHERE a.practice_id = $1 AND a.client_id = k.id AND a.starts_at > now() - interval '2 days'
        AND a.ends_at > now() - interval '1 day' AND a.status NOT IN ('held', 'expired', 'cancelled', 'no_show', 'completed'))),
  day AS MATERIALIZED (
    SELECT w.clinic_id, w.raw, (SELECT d::date FROM generate_series(w.raw, w.raw + 14, interval '1 day') d
      WHERE EXISTS (SELECT FROM opening_hours h WHERE h.practice_id = $1 AND h.clinic_id = w.clinic_id AND h.weekday = extract(isodow FROM d))
        AND NOT EXISTS (SELECT FROM closures k WHERE k.practice_id = $1 AND k.clinic_id = w.clinic_id AND k.room_id IS NULL
          AND k.starts_at <= d AND k.ends_at >= d + interval '1 day') ORDER BY d LIMIT 1) AS due_on
    FROM (SELECT DISTINCT clinic_id, raw FROM plan) w),
  due AS (
    SELECT plan.*, day.due_on, (plan.today + time '09:00') AT TIME ZONE plan.zone AS at,
      gen_random_uuid() AS message_id FROM plan JOIN day USING (clinic_id, raw)
    WHERE day.due_on - plan.lead <= plan.today AND day.due_on + plan.nudge >= plan.changed_at
      AND NOT EXISTS (SELECT FROM recall_reminders m WHERE m.practice_id = $1 AND m.plan_id = plan.id AND m.due_on = day.due_on)),
  reminded AS (
    INSERT INTO recall_reminders (practice_id, plan_id, due_on, step, attempt, goes_on, planned_at)
    SELECT $1, id, due_on, 'first', 1, today, now() FROM due ON CONFLICT DO NOTHING),
  planned AS (
    INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, client_id, clinic_id, due_at, ready_at, look_at, useful_until, state, created_at)
    SELECT $1, message_id, 'recall_reminder', id, due_on::text, 'first', 'email', client_id, clinic_id, at, at, at, at + nudge, 'planned', now() FROM due
    ON CONFLICT ON CONSTRAINT messages_once DO NOTHING)
  UPDATE recall_looks l SET look_at = due.due_on + interval '1 day', looked_at = now(), due_on = due.due_on, state = 'due', reason = NULL
  FROM due WHERE l.practice_id = $1 AND l.plan_id = due.id`;

/** The nightly sweep over many plans of which one in fifty is due, against one statement. */
export async function benchRecall(world) {
  const { ownerUrl, workerUrl, size } = world;
  const practice = await recallPractice(ownerUrl, PLANS[size]);
  const sweep = await sweepOf(world);
  const bare = await bareClient(workerUrl, practice.practiceId);
  try {
    const floor = async () => {
      await bare.query('BEGIN');
      await run(bare, 'recall', FLOOR, [practice.practiceId]);
      await bare.query('COMMIT');
    };
    const took = { ours: [], floor: [] };
    for (let nth = 0; nth < rounds(5); nth += 1) {
      for (const [name, work] of Object.entries({ floor, ours: () => sweep.execute() })) {
        await practice.reset();
        took[name].push(await timed(work));
        const planned = await practice.planned();
        if (planned !== practice.due) throw new Error(`${name} has planned ${planned} of ${practice.due} reminders.`);
      }
    }
    const bench = `sweep of ${PLANS[size]} plans, ${practice.due} of them due (ms)`;
    printFigure({
      bench,
      ours: median(took.ours),
      floor: median(took.floor),
      n: took.ours.length,
      target: 'ratio <= 2',
    });
  } finally {
    await practice.reset();
    await bare.end();
    await sweep.end();
    await practice.close();
  }
}

/** Buffers that the sweep of as many plans as at any size touches, found or read. */
export async function recallBuffers(world) {
  const { ownerUrl, client, size } = world;
  const practice = await recallPractice(ownerUrl, PLANS[size]);
  const sweep = await sweepOf(world);
  const touched = async () => {
    await pause(TELLING_MS);
    const { rows } = await client.query(
      'SELECT blks_hit + blks_read AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0].n);
  };
  const counts = [];
  for (let nth = 0; nth < 3; nth += 1) {
    await practice.reset(SAME);
    const before = await touched();
    await sweep.execute();
    await sweep.tell();
    counts.push((await touched()) - before);
  }
  await practice.reset();
  await sweep.end();
  await practice.close();
  return new Map([[`a sweep of ${SAME} plans that are due`, median(counts)]]);
}

async function sweepOf({ workerUrl, recordsKey }) {
  const settings = { url: workerUrl, poolSize: 2, applicationName: 'bench-recall' };
  const source = await createDataSource(settings).initialize();
  const vault = new Vault(new MasterKeys({ recordsKey, recordsKeyBefore: undefined }));
  const lookAtPlans = new LookAtPlans(new AssessPlans(new ScreenVisit(new ReadClientFacts(vault))));
  const clock = new DatabaseClock();
  const sweep = new SweepPlans(source, clock, new UnitOfWork(source, clock), lookAtPlans);
  return {
    execute: () => sweep.execute(),
    /** A backend tells what it has touched with the next statement, once a second has gone by. */
    tell: async () => {
      await pause(TELLING_MS);
      await source.query('SELECT 1');
    },
    end: () => source.destroy(),
  };
}
