import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PASSWORD } from '../support/api.js';
import { launchBrowser } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { oneTimeCode } from '../support/one-time-code.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const DAY = 24 * 3_600_000;
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

/** Offset of the zone in which it is between eleven and noon now, so that a visit of today has begun, and the day goes on. */
const OFFSET = 11 - new Date().getUTCHours();
const ZONE = OFFSET === 0 ? 'Etc/GMT' : `Etc/GMT${OFFSET > 0 ? '-' : '+'}${Math.abs(OFFSET)}`;
const dateOf = (daysFromNow: number): string =>
  new Date(Date.now() + OFFSET * 3_600_000 + daysFromNow * DAY).toISOString().slice(0, 10);
/** The instant of a time on the clinic's clock. */
const at = (date: string, time: string): string =>
  new Date(Date.parse(`${date}T${time}:00Z`) - OFFSET * 3_600_000).toISOString();

const VISIT = `query ($id: ID!) { appointment(id: $id) { status startsAt version therapist { id } room { id } history { kind } } }`;

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
    [run, browser] = await Promise.all([ConsoleRun.start(ZONE), launchBrowser()]);
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
        expect(await card(page, id).getAttribute('aria-label')).toContain('11:30 to 12:30');
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

  it('meets nothing that its policy refuses, and lets no answer be stored', () => {
    expect(faults).toEqual([]);
    expect([...storing]).toEqual(['no-store']);
  });
});
