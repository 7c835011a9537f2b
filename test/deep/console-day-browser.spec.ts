import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { newId } from '../../src/kernel/index.js';
import { PASSWORD } from '../support/api.js';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { at, dateOf, MORNING_ZONE, SHORT_DAY } from '../support/days.js';
import { oneTimeCode } from '../support/one-time-code.js';
import { addClinic } from '../support/second-clinic.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
/** Board hours are five rem high (src/console/day/board-view.tsx). */
const PIXELS_PER_MINUTE = 80 / 60;
const DESK: BrowserContextOptions = {
  viewport: { width: 1400, height: 1250 },
  locale: 'en-GB',
  // Not the clinic's, and off by a quarter of an hour too.
  timezoneId: 'Asia/Kathmandu',
};
/** What the browser itself says of a network that is cut or a server that is away. */
const NETWORK = /Failed to load resource|WebSocket connection/;

const VISIT = `query ($id: ID!) { appointment(id: $id) { status startsAt version therapist { id } room { id } history { kind } } }`;
const CONFIRM = `mutation ($id: ID!) { confirmAppointment(id: $id) { __typename } }`;
const DECIDE = `mutation ($id: ID!) { decideScreening(input: { appointmentId: $id, reason: "Asked on arrival: nothing to heed." }) { __typename } }`;
const CANCEL = `mutation ($id: ID!) { cancelAppointment(input: { id: $id, reason: OTHER }) { __typename } }`;
const BOOK = `mutation ($input: BookAppointmentInput!, $key: String!) { bookAppointment(input: $input, idempotencyKey: $key) { __typename } }`;

interface Visit {
  readonly status: string;
  readonly startsAt: string;
  readonly version: number;
  readonly therapist: { readonly id: string };
  readonly history: readonly { readonly kind: string }[];
}

describe('the console in a browser', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let desk: ConsolePerson;
  let colleague: ConsolePerson;
  let page: Page;
  /** What the pages' policy refused, and what broke in them. */
  const faults: string[] = [];
  const storing = new Set<string | undefined>();
  let days = 0;

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start(MORNING_ZONE), launchBrowser()]);
    [desk, colleague] = [await run.addPerson('front_desk'), await run.addPerson('front_desk')];
    page = await open();
    await signIn(page, addressOf(dateOf(0)), desk.email);
    await board(page).waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  /** Somebody's browser, whose every complaint is kept. */
  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ ...DESK, ...options });
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`policy: ${violatedDirective} ${blockedURI}`),
      ),
    );
    const opened = await context.newPage();
    opened.on('console', (message) => {
      if (message.type() === 'error' && !NETWORK.test(message.text())) faults.push(message.text());
    });
    opened.on('pageerror', (error) => faults.push(String(error)));
    opened.on('response', (response) => {
      if (response.url().endsWith('/graphql')) storing.add(response.headers()['cache-control']);
    });
    return opened;
  };
  const addressOf = (date: string): string => `${run.url}/console/day?date=${date}`;
  /** A date that no other test has. */
  const newDay = (): string => dateOf((days += 1));
  const board = (on: Page): Locator => on.locator('.board');
  const card = (on: Page, id: string): Locator => on.locator(`[data-visit="${id}"]`);
  const cardIn = (on: Page, column: string, id: string): Locator =>
    on.locator(`[data-column="${column}"] [data-visit="${id}"]`);
  /** What a screen reader says of it. */
  const wordsOf = (on: Page, id: string): Promise<string | null> =>
    card(on, id).locator('.visually-hidden').textContent();
  const notice = (on: Page, text: string): Locator => on.locator('.notice', { hasText: text });
  const visitOf = async (id: string): Promise<Visit> =>
    (await colleague.act<{ appointment: Visit }>(VISIT, { id })).appointment;
  const book = (date: string, time: string, more: { therapist?: number; client?: number } = {}): Promise<string> =>
    addVisit(run.clinic, {
      clientId: run.clinic.clientIds[more.client ?? 0]!,
      therapistId: run.clinic.therapistIds[more.therapist ?? 0]!,
      roomId: run.clinic.roomIds[more.therapist ?? 0]!,
      startsAt: at(date, time),
    });

  /** Takes a card by its middle and holds it over another column, so many minutes further down. */
  const hold = async (on: Page, id: string, to: { column: string; minutes: number }): Promise<void> => {
    const [from, column] = await Promise.all([
      card(on, id).boundingBox(),
      on.locator(`[data-column="${to.column}"]`).boundingBox(),
    ]);
    const [x, y] = [from!.x + from!.width / 2, from!.y + from!.height / 2];
    await on.mouse.move(x, y);
    await on.mouse.down();
    await on.mouse.move(column!.x + column!.width / 2, y + to.minutes * PIXELS_PER_MINUTE, { steps: 8 });
  };

  /** A booked visit of ten o'clock in its dialog. */
  const openVisit = async (date: string): Promise<string> => {
    const id = await book(date, '10:00');
    await page.goto(addressOf(date));
    await card(page, id).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).waitFor();
    return id;
  };
  const step = (name: string): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).press('Enter');

  describe('lets in', () => {
    it(
      'the front desk by a password, keeps nothing where scripts can read, and stays in over a reload',
      async () => {
        const other = await open();
        await other.goto(addressOf(dateOf(0)));
        await other.getByLabel('E-mail').fill(desk.email);
        await other.getByLabel('Password').fill(`${PASSWORD}!`);
        await other.getByRole('button', { name: 'Sign in' }).click();
        expect(await other.getByRole('alert').innerText()).toBe('The e-mail or the password is not right.');
        await other.getByLabel('Password').fill(PASSWORD);
        await other.keyboard.press('Enter');
        await board(other).waitFor();
        const kept = await other.evaluate(async () => ({
          cookie: document.cookie,
          local: Object.keys(localStorage),
          session: Object.keys(sessionStorage),
          databases: await indexedDB.databases(),
          caches: await caches.keys(),
        }));
        expect(kept).toEqual({ cookie: '', local: [], session: [], databases: [], caches: [] });
        const cookies = await other.context().cookies();
        expect(cookies.map(({ httpOnly, sameSite, expires }) => ({ httpOnly, sameSite, expires }))).toEqual([
          { httpOnly: true, sameSite: 'Strict', expires: -1 },
        ]);
        await other.reload();
        await board(other).waitFor();
        await other.getByRole('button', { name: 'Sign out' }).click();
        await other.getByText('You have signed out.').waitFor();
        await other.reload();
        await other.getByRole('button', { name: 'Sign in' }).waitFor();
        expect(await board(other).count()).toBe(0);
        await other.context().close();
      },
      SLOW,
    );

    it(
      'whoever has a second factor by its code alone',
      async () => {
        const careful = await run.addPerson('front_desk');
        const { begun } = await careful.act<{ begun: { secret: string } }>(
          `mutation ($password: String!) { begun: beginTotpEnrolment(input: { password: $password }) { ... on TotpEnrolment { secret } } }`,
          { password: PASSWORD },
        );
        const confirm = `mutation ($code: String!) { confirmTotpEnrolment(input: { code: $code }) { __typename } }`;
        expect(await careful.act(confirm, { code: oneTimeCode(begun.secret, Date.now() - 30_000) })).toEqual({
          confirmTotpEnrolment: { __typename: 'RecoveryCodes' },
        });
        const other = await open();
        await signIn(other, addressOf(dateOf(0)), careful.email);
        await other.getByLabel('Code').waitFor();
        expect(await seriousFaults(other)).toEqual([]);
        await other.getByLabel('Code').fill('000000');
        await other.keyboard.press('Enter');
        await other.getByText('This code is not right, or has been used.').waitFor();
        expect(await board(other).count()).toBe(0);
        await other.getByLabel('Code').fill(oneTimeCode(begun.secret, Date.now()));
        await other.keyboard.press('Enter');
        await board(other).waitFor();
        await other.context().close();
      },
      SLOW,
    );

    it(
      'a therapist, who sees their own visits',
      async () => {
        const date = newDay();
        const [own, others] = [await book(date, '09:00'), await book(date, '09:00', { therapist: 1, client: 1 })];
        const therapist = await run.addPerson('therapist', run.clinic.therapistIds[0]);
        const theirs = await open();
        await signIn(theirs, addressOf(date), therapist.email);
        await card(theirs, own).waitFor();
        expect(await card(theirs, others).count()).toBe(0);
        expect(await theirs.locator('[data-column]').count()).toBe(1);
        // It is not theirs to move.
        await card(theirs, own).press('m');
        expect(await theirs.locator('.board').getByRole('status').innerText()).toBe('');
        await page.goto(addressOf(date));
        await card(page, own).waitFor();
        await card(page, others).waitFor();
        await theirs.getByRole('button', { name: 'Sign out' }).click();
        await theirs.getByText('You have signed out.').waitFor();
        await theirs.context().close();
      },
      SLOW,
    );
  });

  describe('moves a visit', () => {
    it(
      'by the mouse to another time and another therapist',
      async () => {
        const date = newDay();
        const [, second] = run.clinic.therapistIds;
        const id = await book(date, '10:00');
        await page.goto(addressOf(date));
        await card(page, id).waitFor();
        await hold(page, id, { column: second!, minutes: 90 });
        await page.mouse.up();
        await cardIn(page, second!, id).waitFor();
        await notice(page, 'Moved.').waitFor();
        expect(await visitOf(id)).toMatchObject({ startsAt: at(date, '11:30'), therapist: { id: second } });
        expect(await wordsOf(page, id)).toContain('11:30 to 12:30');
      },
      SLOW,
    );

    it(
      'back where it was dropped upon another, and says why',
      async () => {
        const date = newDay();
        const [first, second] = run.clinic.therapistIds;
        const [id] = [await book(date, '10:00'), await book(date, '14:00', { therapist: 1, client: 1 })];
        await page.goto(addressOf(date));
        const before = await card(page, id).boundingBox();
        await hold(page, id, { column: second!, minutes: 210 });
        await page.mouse.up();
        await notice(page, 'The therapist is taken at that time.').waitFor();
        await cardIn(page, first!, id).waitFor();
        expect(await card(page, id).boundingBox()).toEqual(before);
        expect(await visitOf(id)).toMatchObject({ startsAt: at(date, '10:00'), therapist: { id: first } });
      },
      SLOW,
    );

    it(
      'by the keyboard, and lets it be',
      async () => {
        const date = newDay();
        const [first, second] = run.clinic.therapistIds;
        const id = await book(date, '10:00');
        await page.goto(addressOf(date));
        await card(page, id).focus();
        for (const key of ['m', 'ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
        await cardIn(page, second!, id).waitFor();
        expect(await page.getByRole('status').first().innerText()).toContain('Moving: 10:30, Therapist 2.');
        await page.keyboard.press('Escape');
        await cardIn(page, first!, id).waitFor();
        expect(await visitOf(id)).toMatchObject({ startsAt: at(date, '10:00'), version: 1 });
        await card(page, id).focus();
        for (const key of ['m', 'ArrowRight', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
        await notice(page, 'Moved.').last().waitFor();
        expect(await visitOf(id)).toMatchObject({ startsAt: at(date, '09:45'), therapist: { id: second } });
        await cardIn(page, second!, id).waitFor();
      },
      SLOW,
    );
  });

  describe('shows the day', () => {
    it(
      'with buffers, shaded time off and flags, on the clinic’s clock wherever the browser is',
      async () => {
        const date = newDay();
        const id = await book(date, '10:00', { client: 7 });
        await run.clinic.sql(
          `UPDATE appointments SET therapist_blocked_from = starts_at - interval '15 minutes', therapist_blocked_to = ends_at + interval '15 minutes'
           WHERE id = $1`,
          [id],
        );
        await run.clinic.sql(
          `INSERT INTO time_off (practice_id, id, therapist_id, kind, starts_at, ends_at)
           VALUES ($1, gen_random_uuid(), $2, 'vacation', $3, $4)`,
          [run.clinic.practiceId, run.clinic.therapistIds[1], at(date, '14:00'), at(date, '16:00')],
        );
        await page.goto(addressOf(date));
        await card(page, id).waitFor();
        const boxes = [card(page, id), page.locator('.blocked'), page.locator('.shade')];
        const [visit, blocked, off] = await Promise.all(boxes.map((each) => each.boundingBox()));
        const minutesOf = (pixels: number): number => Math.round(pixels / PIXELS_PER_MINUTE);
        expect(
          [visit!.height, visit!.y - blocked!.y, blocked!.height, off!.y - visit!.y, off!.height].map(minutesOf),
        ).toEqual([60, 15, 90, 240, 120]);
        expect(await page.locator('.shade').getAttribute('title')).toBe('Time off');
        expect(await wordsOf(page, id)).toBe(
          '10:00 to 11:00: Client Number 8, Swedish 60, booked, not screened, first visit, not confirmed',
        );
        expect(await page.locator('.hour').first().innerText()).toBe('08:00');
        expect(await page.getByText(MORNING_ZONE).isVisible()).toBe(true);
      },
      SLOW,
    );

    it(
      'of 23 hours as it is, and moves across the hour that is not there',
      async () => {
        const { serviceId, clientIds } = run.clinic;
        const { clinicId, ...place } = await addClinic(run.clinic, { name: 'Zollhaus', zone: 'Europe/Berlin' });
        // 00:45 to 01:45 in Berlin.
        const startsAt = `${SHORT_DAY}T00:45:00+01:00`;
        const id = await addVisit(run.clinic, {
          ...{ clientId: clientIds[0]!, ...place, serviceId, clinicId, startsAt },
        });
        await page.goto(`${addressOf(SHORT_DAY)}&clinic=${clinicId}`);
        await card(page, id).waitFor();
        const labels = await page.locator('.hour').allInnerTexts();
        expect(labels.slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00']);
        expect(labels).toHaveLength(11);
        await card(page, id).focus();
        for (const key of ['m', ...Array<string>(6).fill('ArrowDown'), 'Enter']) await page.keyboard.press(key);
        await notice(page, 'Moved.').waitFor();
        // An hour and a half later, which is a quarter past three.
        expect(await wordsOf(page, id)).toContain('03:15 to 04:15');
        expect(Date.parse((await visitOf(id)).startsAt)).toBe(Date.parse(`${SHORT_DAY}T03:15:00+02:00`));
      },
      SLOW,
    );
  });

  describe('with two at one day', () => {
    let other: Page;

    beforeAll(async () => {
      other = await open();
      await signIn(other, addressOf(dateOf(0)), colleague.email);
      await board(other).waitFor();
    }, SLOW);
    afterAll(() => other.context().close());

    it(
      'shows within a second what is changed elsewhere',
      async () => {
        const date = newDay();
        const ids = [
          await book(date, '09:00'),
          await book(date, '11:00'),
          await book(date, '13:00'),
          await book(date, '15:00'),
        ];
        await page.goto(addressOf(date));
        const took: number[] = [];
        for (const id of ids) {
          await card(page, id).waitFor();
          const shown = page.locator(`[data-visit="${id}"][data-status="CONFIRMED"]`).waitFor();
          await colleague.act(CONFIRM, { id });
          const answered = performance.now();
          await shown;
          took.push(performance.now() - answered);
        }
        // The first finds the relay at rest.
        expect(Math.max(...took.slice(1))).toBeLessThan(1_000);
      },
      SLOW,
    );

    it(
      'lets one win who move the same visit, and tells the other',
      async () => {
        const date = newDay();
        const [first, second] = run.clinic.therapistIds;
        const id = await book(date, '10:00');
        await Promise.all([page, other].map((each) => each.goto(addressOf(date))));
        await Promise.all([page, other].map((each) => card(each, id).waitFor()));
        await hold(page, id, { column: second!, minutes: 60 });
        await card(other, id).focus();
        for (const key of ['m', 'ArrowDown', 'Enter']) await other.keyboard.press(key);
        await notice(other, 'Moved.').waitFor();
        await page.mouse.up();
        await page.locator('.notice.refused').waitFor();
        expect(await page.locator('.notice.refused').innerText()).toContain('changed');
        for (const each of [page, other]) {
          await cardIn(each, first!, id).filter({ hasText: '10:15 to 11:15' }).waitFor();
        }
        expect(await visitOf(id)).toMatchObject({ startsAt: at(date, '10:15'), therapist: { id: first }, version: 2 });
      },
      SLOW,
    );

    it(
      'lets whoever books first have the time that another drags to',
      async () => {
        const date = newDay();
        const [first, second] = run.clinic.therapistIds;
        const id = await book(date, '10:00');
        await page.goto(addressOf(date));
        await card(page, id).waitFor();
        await hold(page, id, { column: second!, minutes: 120 });
        const { clinicId, serviceId, clientIds } = run.clinic;
        const slot = { clinicId, serviceId, therapistId: second, startsAt: at(date, '12:00') };
        expect(await colleague.act(BOOK, { input: { clientId: clientIds[1], slot }, key: newId() })).toEqual({
          bookAppointment: { __typename: 'AppointmentPayload' },
        });
        await page.mouse.up();
        await notice(page, 'The therapist is taken at that time.').waitFor();
        await cardIn(page, first!, id).waitFor();
        await page.locator(`[data-column="${second}"] [data-visit]`).waitFor();
        expect(await visitOf(id)).toMatchObject({ startsAt: at(date, '10:00'), version: 1 });
      },
      SLOW,
    );

    it(
      'tells who confirms what another has cancelled',
      async () => {
        const id = await openVisit(newDay());
        // The dialog would be told of it, and show no such step any more: here that answer does not come.
        await page.route('**/graphql', async (route) => {
          if (!route.request().postData()?.includes('"operationName":"Visit"')) await route.continue();
        });
        await colleague.act(CANCEL, { id });
        await step('Confirm');
        await page.locator('.notice.refused').waitFor();
        await page.unroute('**/graphql');
        expect(await page.locator('.notice.refused').innerText()).toContain('cancelled');
        expect((await visitOf(id)).status).toBe('CANCELLED');
      },
      SLOW,
    );
  });

  describe('works a visit', () => {
    it(
      'from its confirmation to its end by the keyboard, and takes a step back',
      async () => {
        const date = dateOf(0);
        const therapist = await run.addPerson('therapist', run.clinic.therapistIds[2]);
        const id = await book(date, '11:00', { therapist: 2 });
        const say = async (button: string, said: string): Promise<void> => {
          await step(button);
          await notice(page, said).waitFor();
        };
        await page.goto(addressOf(date));
        await card(page, id).press('Enter');
        await say('Confirm', 'Confirmed.');
        await step('Arrived …');
        await say('Nothing new', 'Arrived.');
        await say('Start the session', 'The treating therapist decides about this visit before the session starts.');
        expect(await visitOf(id)).toMatchObject({ status: 'ARRIVED' });
        await therapist.act(DECIDE, { id });
        await say('Start the session', 'The session has begun.');
        await say('Complete', 'Completed.');
        await say('Take back the last step', 'Taken back.');
        expect(await visitOf(id)).toMatchObject({ status: 'IN_SESSION' });
        await page.keyboard.press('Escape');
        expect(await card(page, id).getAttribute('data-status')).toBe('IN_SESSION');
      },
      SLOW,
    );

    it(
      'cancels it with a reason',
      async () => {
        const id = await openVisit(newDay());
        await step('Cancel …');
        await page.getByText('The client is ill').click();
        await step('Cancel the visit');
        await notice(page, 'Cancelled.').waitFor();
        const [{ reason }] = (await run.clinic.sql<{ reason: string }>(
          'SELECT cancel_reason AS reason FROM appointments WHERE id = $1',
          [id],
        )) as [{ reason: string }];
        expect(reason).toBe('client_ill');
      },
      SLOW,
    );
  });

  describe('keeps on', () => {
    const confirmations = async (id: string): Promise<number> =>
      (await visitOf(id)).history.filter(({ kind }) => /confirm/i.test(kind)).length;

    it(
      'where the network is cut for a while: says so, and does once what was asked for',
      async () => {
        const id = await openVisit(newDay());
        await page.context().setOffline(true);
        await step('Confirm');
        await notice(page, 'The program does not answer. It is tried again.').waitFor();
        expect((await visitOf(id)).status).toBe('BOOKED');
        await page.context().setOffline(false);
        await notice(page, 'Confirmed.').waitFor();
        expect(await confirmations(id)).toBe(1);
      },
      SLOW,
    );

    it(
      'where an answer is lost on its way, and does nothing twice',
      async () => {
        const id = await openVisit(newDay());
        let sent = 0;
        await page.route('**/graphql', async (route) => {
          if (!route.request().postData()?.includes('ConfirmVisit')) return route.continue();
          sent += 1;
          if (sent > 1) return route.continue();
          await route.fetch();
          return route.abort();
        });
        await step('Confirm');
        await notice(page, 'Confirmed.').waitFor();
        await page.unroute('**/graphql');
        expect([sent, await confirmations(id)]).toEqual([2, 1]);
      },
      SLOW,
    );

    it(
      'where the API is started again under it, and shows what changed meanwhile',
      async () => {
        const date = newDay();
        const id = await book(date, '10:00');
        await page.goto(addressOf(date));
        await card(page, id).waitFor();
        let meanwhile = '';
        await run.restart(async () => (meanwhile = await book(date, '14:00', { therapist: 1, client: 1 })));
        await card(page, meanwhile).waitFor();
        await colleague.act(CONFIRM, { id });
        await page.locator(`[data-visit="${id}"][data-status="CONFIRMED"]`).waitFor();
      },
      SLOW,
    );

    it(
      'at the same address, once somebody whose session was ended has signed in again',
      async () => {
        const date = newDay();
        const id = await book(date, '10:00');
        const leaver = await run.addPerson('front_desk');
        const theirs = await open();
        await signIn(theirs, addressOf(date), leaver.email);
        await card(theirs, id).waitFor();
        await leaver.act(`mutation { endAllOtherSessions { ended } }`);
        await card(theirs, id).press('Enter');
        await theirs.getByText('Your session has ended.').waitFor();
        expect(await board(theirs).count()).toBe(0);
        expect(theirs.url()).toBe(addressOf(date));
        await theirs.getByLabel('Password').fill(PASSWORD);
        await theirs.keyboard.press('Enter');
        await card(theirs, id).waitFor();
        await theirs.context().close();
      },
      SLOW,
    );
  });

  describe('can be used', () => {
    const wide = (on: Page): Promise<boolean> =>
      on.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

    it.each([
      ['in light', { colorScheme: 'light' }],
      ['in dark', { colorScheme: 'dark' }],
      ['at twice the size', { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }],
      ['on a telephone', { viewport: { width: 390, height: 844 } }],
    ] as const)(
      '%s, without a serious fault and without anything beside the page',
      async (_, options) => {
        const date = newDay();
        const id = await book(date, '10:00');
        const found: Record<string, string[]> = {};
        const look = async (name: string): Promise<void> => {
          found[name] = 'colorScheme' in options ? await seriousFaults(theirs) : [];
          if (await wide(theirs)) found[name].push('wider than the screen');
        };
        const theirs = await open(options);
        await theirs.goto(addressOf(date));
        await theirs.getByLabel('E-mail').waitFor();
        await look('sign-in');
        await signIn(theirs, addressOf(date), desk.email);
        await card(theirs, id).waitFor();
        await look('board');
        await theirs.goto(`${addressOf(date)}&view=list`);
        await theirs.getByRole('button', { name: 'Client Number 1' }).click();
        await theirs.getByRole('button', { name: 'Confirm' }).waitFor();
        await look('visit');
        await theirs.getByRole('button', { name: 'Cancel …' }).click();
        await theirs.getByText('Why is it cancelled?').waitFor();
        await look('cancel');
        await theirs.keyboard.press('Escape');
        await theirs.getByRole('dialog').waitFor({ state: 'detached' });
        await look('list');
        expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
        await theirs.context().close();
      },
      SLOW,
    );
  });

  it('meets nothing that its policy refuses, and lets no answer be stored', () => {
    expect(faults).toEqual([]);
    expect([...storing]).toEqual(['no-store']);
  });
});
