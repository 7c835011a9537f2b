// `npm run bench`: the program against the least that PostgreSQL must do for the same, on seeded data that are kept.
//   --size xs|s     the data, s unless told       --only NAME    one of the benches below
//   --smoke         on size xs, and only so often that each bench has run: what CI can wait for
//   --profile DIR   writes a CPU profile of the API there
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { conclude } from './parts.mjs';
import { demandNode, ensureBuilt, ensureInstalled } from './ready.mjs';

demandNode();
ensureInstalled();
ensureBuilt();
const option = (name, usual) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : usual);
const smoke = process.argv.includes('--smoke');
const size = smoke ? 'xs' : option('--size', 's');
const only = option('--only', '');
const profileDir = option('--profile', '');

const { startEmbeddedPostgres } = await import('../dist/src/platform/embedded/index.js');
const { migrate } = await import('../dist/src/platform/database/index.js');
const { DEMO_PASSWORD, LARGE_OWNER } = await import('../dist/src/seed/index.js');
const { bareClient } = await import('../test/bench/floor.mjs');
const { findPractice } = await import('../test/bench/practice.mjs');
const { startApi } = await import('../test/bench/api.mjs');
const { benchSlots } = await import('../test/bench/slots.mjs');
const { benchDay } = await import('../test/bench/day.mjs');
const { benchSearch } = await import('../test/bench/search.mjs');
const { benchBookings } = await import('../test/bench/bookings.mjs');
const { benchNotes } = await import('../test/bench/notes.mjs');
const { benchMessages } = await import('../test/bench/messages.mjs');
const { benchSealing } = await import('../test/bench/sealing.mjs');
const { benchRecall, recallBuffers } = await import('../test/bench/recall.mjs');
const { benchConsole } = await import('../test/bench/console.mjs');
const { buffersTouched, compareBuffers } = await import('../test/bench/buffers.mjs');

const BENCHES = {
  slots: benchSlots,
  day: benchDay,
  search: benchSearch,
  bookings: benchBookings,
  sealing: benchSealing,
  notes: benchNotes,
  messages: benchMessages,
  recall: benchRecall,
  console: benchConsole,
};
const wanted = Object.keys(BENCHES).filter((name) => !only || only === name);
if (wanted.length > 0) {
  await withProgram(size, async (world) => {
    for (const name of wanted) await BENCHES[name](world);
  });
}
// The same requests on a twentieth of the data.
if (size === 's' && (!only || only === 'buffers'))
  compareBuffers(await withProgram('xs', buffersTouched), await withProgram('s', buffersTouched));
if (size === 's' && (!only || only === 'recall'))
  compareBuffers(await withProgram('xs', recallBuffers), await withProgram('s', recallBuffers), {
    times: 50,
    target: 'ratio <= 1.2: each index is a level deeper',
  });
if (smoke) conclude({ passed: wanted.length, failed: 0 });

/** Runs the API over the seeded data of a size, and leaves them as they were. */
async function withProgram(ofSize, work) {
  const dataDir = join('.data', `bench-${ofSize}`);
  seed(ofSize, dataDir);
  const postgres = await startEmbeddedPostgres({ dataDir, onProgress: () => undefined });
  const { appUrl, ownerUrl, workerUrl, secrets } = postgres;
  let api;
  let client;
  try {
    await migrate({ ownerUrl, appUrl, workerUrl });
    const practice = await findPractice(ownerUrl);
    client = await bareClient(appUrl, practice.practiceId);
    api = await startApi({ appUrl, secrets, poolSize: 20, profileDir });
    await api.signIn(LARGE_OWNER, DEMO_PASSWORD);
    return await work({
      size: ofSize,
      api,
      client,
      practice,
      appUrl,
      workerUrl,
      auditKey: secrets.auditKey,
      ownerUrl,
      recordsKey: secrets.recordsKey,
    });
  } finally {
    await client?.end();
    await api?.stop();
    await removeBookings(ownerUrl);
    await postgres.stop();
  }
}

function seed(ofSize, dataDir) {
  const seeded = join(dataDir, 'seeded');
  if (existsSync(seeded)) return;
  const { status } = spawnSync(process.execPath, ['dist/src/seed.js', '--size', ofSize], {
    stdio: 'inherit',
    env: { ...process.env, DATA_DIR: dataDir },
  });
  if (status !== 0) process.exit(1);
  writeFileSync(seeded, '');
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
