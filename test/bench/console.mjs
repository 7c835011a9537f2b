import { randomUUID } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { median, printFigure, rounds } from './figures.mjs';

const THERAPISTS = 30;
const VISITS_EACH = 10;
const EMAIL = 'desk@wide.example';
const PASSWORD = 'a wide board and warm hands';
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
/** Of a task on the page's main thread, as Chromium's traces name it. */
const TASK = /RunTask$/;
const SHOWN_BY_THEN_MS = 100;

/** The board of a clinic's day in a browser: until it is there, while a visit is dragged over it, and what is loaded for it. */
export async function benchConsole({ api, ownerUrl }) {
  const { date, visits } = await wideDay(ownerUrl);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS, headless: true });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    const scripts = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.request());
    });
    await page.addInitScript(tellWhenShown, visits);
    await page.goto(`${api.url}/console/day?date=${date}`);
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    const shown = async () => (await page.waitForFunction(() => globalThis.shownAfter)).jsonValue();
    await shown();
    const sizes = await Promise.all(scripts.map(async (script) => (await script.sizes()).responseBodySize));

    const took = [];
    for (let nth = -2; nth < rounds(9); nth += 1) {
      await page.goto(`${api.url}/console/day?date=${date}`);
      const ms = await shown();
      if (nth >= 0) took.push(ms);
    }
    const board = `console, a day of ${THERAPISTS} therapists and ${visits} visits`;
    printFigure({
      bench: `${board}, until the last is painted (ms)`,
      ours: median(took),
      n: took.length,
      target: '<= 1000',
    });

    const longest = [];
    for (let nth = 0; nth < rounds(5); nth += 1) longest.push(await longestTaskOfDrag(browser, page));
    printFigure({
      ...{ bench: `${board}, longest task while one is dragged and dropped (ms)`, ours: Math.max(...longest) },
      ...{ n: longest.length, target: '<= 50' },
    });
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
    printFigure({ bench: 'console, its scripts as they are sent (kB)', ours: kilobytes, n: 1, target: '< 300' });
  } finally {
    await browser.close();
  }
}

/** In the page: milliseconds from the navigation until the frame in which all visits have been painted. */
function tellWhenShown(visits) {
  const { document, requestAnimationFrame } = globalThis;
  const look = () => {
    const isShown = document.querySelectorAll('[data-visit]').length >= visits;
    // The frame after the one in which they are there: they are painted then.
    requestAnimationFrame(isShown ? () => (globalThis.shownAfter = performance.now()) : look);
  };
  requestAnimationFrame(look);
}

/**
 * Drags a visit across the whole board and back, and drops it where another stands, which the server refuses. Answers the longest task of
 * the page's main thread. Meanwhile nothing is asked of the page: what Playwright runs there would be counted too.
 */
async function longestTaskOfDrag(browser, page) {
  const [from, to] = await Promise.all([40, 41].map((nth) => page.locator('[data-visit]').nth(nth).boundingBox()));
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step <= 60; step += 1) {
    const swing = Math.sin((step / 60) * Math.PI);
    await page.mouse.move(x + 1000 * swing, y + 300 * swing);
  }
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 + 10, { steps: 5 });
  const answered = page.waitForResponse('**/graphql');
  await page.mouse.up();
  await answered;
  await page.waitForTimeout(SHOWN_BY_THEN_MS);
  const longest = longestTaskIn(JSON.parse(String(await browser.stopTracing())));
  await page.locator('.notice.refused').first().waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  return longest;
}

/** Milliseconds. */
function longestTaskIn({ traceEvents }) {
  const main = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = traceEvents.filter(({ name, pid, tid }) => TASK.test(name) && main.includes(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('The trace has no tasks: Chromium names them otherwise now.');
  return Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000;
}

/** A practice of its own with one full day, made once and kept with the other data; answers the day's date. */
async function wideDay(ownerUrl) {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  const find = `SELECT max(a.starts_at)::date::text AS date, count(*)::integer AS visits FROM appointments a
    JOIN practices p ON p.id = a.practice_id WHERE p.name = 'Wide Massage' HAVING count(*) > 0`;
  let [day] = (await db.query(find)).rows;
  if (!day) {
    await db.query('BEGIN');
    await makeWideDay(db);
    await db.query('COMMIT');
    [day] = (await db.query(find)).rows;
  }
  await db.end();
  return day;
}

async function makeWideDay(db) {
  const ids = (count) => Array.from({ length: count }, () => randomUUID());
  const [practiceId, clinicId, serviceId, userId, membershipId] = ids(5);
  const [therapists, rooms, clients] = [ids(THERAPISTS), ids(THERAPISTS), ids(THERAPISTS * VISITS_EACH)];
  const visits = clients.map((clientId, nth) => ({
    ...{ clientId, therapistId: therapists[nth % THERAPISTS], roomId: rooms[nth % THERAPISTS] },
    hour: 8 + Math.floor(nth / THERAPISTS),
  }));
  const column = (name) => visits.map((visit) => visit[name]);
  const statements = [
    [`INSERT INTO practices (id, name, currency, country) VALUES ($1, 'Wide Massage', 'EUR', 'DE')`],
    [
      `INSERT INTO clinics (practice_id, id, name, time_zone, jurisdiction, licence_required) VALUES ($1, $2, 'Wide', 'UTC', 'DE', false)`,
      clinicId,
    ],
    [
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, required_features)
       VALUES ($1, $2, 'Swedish 60', 'swedish', 1, 3, 60, 9000, '{table}')`,
      serviceId,
    ],
    [
      `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, starts, ends)
       SELECT $1, gen_random_uuid(), $2, day, '08:00', '20:00' FROM generate_series(1, 7) day`,
      clinicId,
    ],
    [
      `INSERT INTO rooms (practice_id, id, clinic_id, name, features, turnover_minutes)
       SELECT $1, id, $2, 'Room ' || n, '{table}', 0 FROM unnest($3::uuid[]) WITH ORDINALITY AS r(id, n)`,
      ...[clinicId, rooms],
    ],
    [
      `INSERT INTO therapists (practice_id, id, name)
       SELECT $1, id, 'Therapist ' || n FROM unnest($2::uuid[]) WITH ORDINALITY AS t(id, n)`,
      therapists,
    ],
    [
      `INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years) SELECT $1, id, 'swedish', 5 FROM unnest($2::uuid[]) id`,
      therapists,
    ],
    [
      `INSERT INTO therapist_clinics (practice_id, therapist_id, clinic_id) SELECT $1, id, $2 FROM unnest($3::uuid[]) id`,
      ...[clinicId, therapists],
    ],
    [
      `INSERT INTO working_hours (practice_id, id, therapist_id, clinic_id, weekday, starts, ends)
       SELECT $1, gen_random_uuid(), id, $2, day, '08:00', '20:00' FROM unnest($3::uuid[]) id, generate_series(1, 7) day`,
      ...[clinicId, therapists],
    ],
    [
      `INSERT INTO clients (practice_id, id, given_name, family_name)
       SELECT $1, id, 'Client', 'Number ' || n FROM unnest($2::uuid[]) WITH ORDINALITY AS c(id, n)`,
      clients,
    ],
    [
      `INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
         therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, created_at)
       SELECT $1, gen_random_uuid(), $2, client, therapist, room, $3, 'booked', s, e, s, e, s, e, 9000, 'EUR', now() - interval '2 days'
       FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::integer[]) AS visit(client, therapist, room, hour),
         LATERAL (SELECT date_trunc('day', now(), 'UTC') + interval '14 days' + hour * interval '1 hour' AS s,
           date_trunc('day', now(), 'UTC') + interval '14 days' + (hour + 1) * interval '1 hour' AS e) AS at`,
      ...[clinicId, serviceId, column('clientId'), column('therapistId'), column('roomId'), column('hour')],
    ],
  ];
  for (const [statement, ...values] of statements) await db.query(statement, [practiceId, ...values]);
  await db.query('INSERT INTO users (id, email, password_hash) VALUES ($1, $2, $3)', [
    userId,
    EMAIL,
    await hash(PASSWORD),
  ]);
  await db.query(
    `INSERT INTO memberships (practice_id, id, user_id, name, email, role) VALUES ($1, $2, $3, 'Dora Desk', $4, 'front_desk')`,
    [practiceId, membershipId, userId, EMAIL],
  );
}
