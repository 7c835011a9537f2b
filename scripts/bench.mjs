// `npm run bench`: the program against the least that PostgreSQL must do for the same, on seeded data that are kept.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { demandNode, ensureBuilt, ensureInstalled } from './ready.mjs';

demandNode();
ensureInstalled();
ensureBuilt();
const option = (name, usual) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : usual);
const size = option('--size', 's');
const only = option('--only', '');
const profileDir = option('--profile', '');
const dataDir = join('.data', `bench-${size}`);
const SEEDED = join(dataDir, 'seeded');

const { startEmbeddedPostgres } = await import('../dist/src/platform/embedded/index.js');
const { migrate } = await import('../dist/src/platform/database/index.js');
const { DEMO_PASSWORD, LARGE_OWNER } = await import('../dist/src/seed/index.js');
const { bareClient } = await import('../test/bench/floor.mjs');
const { findPractice } = await import('../test/bench/practice.mjs');
const { startApi } = await import('../test/bench/api.mjs');

if (!existsSync(SEEDED)) {
  const seed = spawnSync(process.execPath, ['dist/src/seed.js', '--size', size], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: dataDir },
  });
  if (seed.status !== 0) process.exit(1);
  writeFileSync(SEEDED, '');
}
const postgres = await startEmbeddedPostgres({ dataDir, onProgress: () => undefined });
const { appUrl, ownerUrl, workerUrl, secrets } = postgres;
await migrate({ ownerUrl, appUrl, workerUrl });
let api;
let client;
try {
  const practice = await findPractice(ownerUrl);
  client = await bareClient(appUrl, practice.practiceId);
  const roomIds = (await client.query('SELECT id FROM rooms WHERE clinic_id = $1', [practice.clinicId])).rows.map(
    ({ id }) => id,
  );
  api = await startApi({ appUrl, secret: secrets.accessTokenSecret, poolSize: 20, profileDir });
  await api.signIn(LARGE_OWNER, DEMO_PASSWORD);
  const world = { api, client, practice, appUrl, roomIds };
  const { benchSlots } = await import('../test/bench/slots.mjs');
  const { benchDay } = await import('../test/bench/day.mjs');
  const { benchSearch } = await import('../test/bench/search.mjs');
  const { benchBookings } = await import('../test/bench/bookings.mjs');
  for (const [name, bench] of Object.entries({
    slots: benchSlots,
    day: benchDay,
    search: benchSearch,
    bookings: benchBookings,
  })) {
    if (!only || only === name) await bench(world);
  }
} finally {
  await client?.end();
  await api?.stop();
  await removeBookings(ownerUrl);
  await postgres.stop();
}

/** The next run finds the same free days. */
async function removeBookings(url) {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  await db.query(
    `DELETE FROM appointment_events e USING appointments a WHERE a.id = e.appointment_id AND a.created_at > now() - interval '1 day' AND e.actor_kind = 'staff'`,
  );
  await db.query(
    `DELETE FROM appointments a WHERE created_at > now() - interval '1 day' AND NOT EXISTS (SELECT FROM appointment_events e WHERE e.appointment_id = a.id)`,
  );
  await db.end();
}
