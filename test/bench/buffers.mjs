import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { book, freeSlots } from './bookings.mjs';
import { QUERY as DAY } from './day.mjs';
import { printFigure } from './figures.mjs';
import { QUERY as SEARCH } from './search.mjs';
import { QUERY as SLOTS } from './slots.mjs';

const TIMES = 100;
/** Backends tell what they have touched once they have been at it for a second. */
const TELLING_MS = 1_200;
const TOLD_MS = 100;

/** Buffers that one request of each kind touches, found or read, with all that the program does for it. */
export async function buffersTouched({ api, client, practice }) {
  const { clinicId, serviceId, clients, full } = practice;
  const slots = freeSlots(practice);
  const requests = {
    'open slots': () => api.send(SLOTS, { s: serviceId, c: [clinicId], d: full }),
    'a day': () => api.send(DAY, { c: clinicId, d: full }),
    'a booking': (n) => book(api, slots.next().value, n, practice),
    'search by e-mail': (n) => api.send(SEARCH, { q: clients[n].email }),
    'search by phone': (n) => api.send(SEARCH, { q: `+${clients[n].phone}` }),
    'search by an unknown name': () => api.send(SEARCH, { q: `x${randomUUID().slice(0, 8)}q` }),
  };
  const touched = new Map();
  for (const [name, request] of Object.entries(requests)) {
    for (let n = 0; n < 20; n += 1) await request(n);
    const before = await settled(client, () => request(20));
    for (let n = 0; n < TIMES; n += 1) await request(21 + n);
    const after = await settled(client, () => request(21 + TIMES));
    touched.set(name, (after - before) / (TIMES + 1));
  }
  return touched;
}

/** The database's count once every backend that works for the API has told. */
async function settled(client, request) {
  await pause(TELLING_MS);
  await request();
  await pause(TOLD_MS);
  const { rows } = await client.query(
    'SELECT blks_hit + blks_read AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0].n);
}

/** One figure a request: the buffers on all of the data against those on the small part of it. */
export function compareBuffers(small, large, { times = 20, target = 'ratio <= 1.1' } = {}) {
  for (const [name, floor] of small)
    printFigure({
      bench: `buffers touched by ${name}, on ${times} times the data`,
      ours: large.get(name),
      floor,
      n: TIMES,
      target,
    });
}
