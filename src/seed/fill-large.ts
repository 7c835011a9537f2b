import { SingleBar } from 'cli-progress';
import { Client } from 'pg';
import { createApi } from '../create-api.js';
import { newId } from '../kernel/index.js';
import { CreatePractice } from '../modules/access/index.js';
import type { Config } from '../platform/config/index.js';
import { DEMO_PASSWORD } from './demo-practice.js';
import { INSERT_BUSINESS, INSERT_CLIENTS, INSERT_DAYS } from './large-statements.js';

/** Both hold 10 clinics with 20 therapists each; what differs is how far back the visits go, and how many clients there are. */
export const LARGE_SIZES = {
  xs: { clients: 10_000, openDays: 32 },
  s: { clients: 200_000, openDays: 625 },
} as const;
export const LARGE_OWNER = 'owner@large.example';

const CLIENTS_AT_ONCE = 20_000;
const DAYS_AT_ONCE = 5;
/** Of the open days, these are still to come. */
const DAYS_AHEAD = 26;

/**
 * Adds a practice of that size, for benches: every therapist has eight visits on every open day, 1,600 a day. Set-based
 * and in several transactions. Throws where it has been added before: the owner's account exists.
 */
export async function fillLarge(config: Config, ownerUrl: string, size: keyof typeof LARGE_SIZES): Promise<string> {
  const { clients, openDays } = LARGE_SIZES[size];
  const practiceId = await createPractice(config);
  const db = new Client({ connectionString: ownerUrl });
  await db.connect();
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {what} | {eta_formatted} left',
    barsize: 30,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  bar.start(clients + openDays * 1_600, 0, { what: 'practice' });
  try {
    await db.query(`SELECT set_config('app.practice', $1, false)`, [practiceId]);
    await db.query(INSERT_BUSINESS, [practiceId, newId()]);
    for (let first = 0; first < clients; first += CLIENTS_AT_ONCE) {
      const last = Math.min(first + CLIENTS_AT_ONCE, clients);
      await db.query(INSERT_CLIENTS, [practiceId, first, last - 1]);
      bar.increment(last - first, { what: 'clients' });
    }
    const dates = openDates(openDays);
    for (let first = 0; first < dates.length; first += DAYS_AT_ONCE) {
      const some = dates.slice(first, first + DAYS_AT_ONCE);
      await db.query(INSERT_DAYS, [practiceId, some, first, clients]);
      bar.increment(some.length * 1_600, { what: 'appointments' });
    }
    bar.update({ what: 'statistics' });
    await db.query('VACUUM ANALYZE');
  } finally {
    bar.stop();
    await db.end();
  }
  return practiceId;
}

/** Mondays to Saturdays, the last ones still to come. */
function openDates(count: number): string[] {
  const dates: string[] = [];
  let day = Math.floor(Date.now() / 86_400_000);
  for (let left = DAYS_AHEAD; left > 0;) {
    day += 1;
    if (isOpen(day)) left -= 1;
  }
  for (; dates.length < count; day -= 1) if (isOpen(day)) dates.unshift(dateOf(day));
  return dates;
}

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const isOpen = (day: number): boolean => new Date(day * 86_400_000).getUTCDay() !== 0;

async function createPractice(config: Config): Promise<string> {
  const app = await createApi(config);
  await app.init();
  try {
    const account = { ownerName: 'Lou Large', email: LARGE_OWNER, password: DEMO_PASSWORD };
    const practice = { name: 'Large Massage', country: 'DE', currency: 'EUR' };
    return (await app.get(CreatePractice, { strict: false }).execute({ ...practice, ...account })).practiceId;
  } finally {
    await app.close();
  }
}
