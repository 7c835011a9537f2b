import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { at, dateOf, MORNING_ZONE } from '../support/days.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
/** Board hours are five rem high (src/console/day/board-view.tsx). */
const PIXELS_PER_HOUR = 80;
const DESK: BrowserContextOptions = {
  viewport: { width: 1400, height: 1250 },
  locale: 'en-GB',
  timezoneId: 'Asia/Kathmandu',
};
const VISIT = `query ($id: ID!) { appointment(id: $id) { status startsAt overriddenRules overrideReason therapist { id } } }`;
const VISITS = `query ($clientId: ID!, $from: DateTime!, $to: DateTime!) { appointments(clientId: $clientId, from: $from, to: $to) {
  edges { node { status startsAt overriddenRules overrideReason therapist { id } room { id } } } } }`;
const CANCEL = `mutation ($id: ID!) { cancelAppointment(input: { id: $id, reason: OTHER }) { __typename } }`;
const CONFIRM = `mutation ($id: ID!) { confirmAppointment(id: $id) { __typename } }`;

describe('the board of a day, beyond moving', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let desk: ConsolePerson;
  let colleague: ConsolePerson;
  let page: Page;
  const faults: string[] = [];
  let days = 0;

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start(MORNING_ZONE), launchBrowser()]);
    [desk, colleague] = [await run.addPerson('front_desk'), await run.addPerson('front_desk')];
    await run.clinic.sql(
      `UPDATE clients SET given_name = (ARRAY['Ada', 'Bo', 'Cleo', 'Dan'])[nth], family_name = 'Berg'
       FROM unnest($2::uuid[]) WITH ORDINALITY AS four(one, nth) WHERE practice_id = $1 AND id = one`,
      [run.clinic.practiceId, run.clinic.clientIds.slice(0, 4)],
    );
    // So that the service of their last visit is known.
    await addVisit(run.clinic, { clientId: client(0), startsAt: at(dateOf(-20), '09:00'), status: 'completed' });
    page = await (await browser.newContext(DESK)).newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await signIn(page, addressOf(dateOf(0)), desk.email);
    await page.locator('.board').waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  const client = (nth: number): string => run.clinic.clientIds[nth]!;
  const therapist = (nth: number): string => run.clinic.therapistIds[nth]!;
  const addressOf = (date: string, more = ''): string => `${run.url}/console/day?date=${date}${more}`;
  const newDay = (): string => dateOf((days += 1));
  const card = (id: string): Locator => page.locator(`[data-visit="${id}"]`);
  const dialog = (): Locator => page.getByRole('dialog');
  const held = (): Locator => page.getByRole('region', { name: 'Held' });
  const notice = (text: string | RegExp): Promise<void> => page.locator('.notice', { hasText: text }).last().waitFor();
  const button = (name: string): Locator => dialog().getByRole('button', { name, exact: true });
  const book = (
    date: string,
    time: string,
    nth = 0,
    more: { client?: number; status?: string } = {},
  ): Promise<string> =>
    addVisit(run.clinic, {
      clientId: client(more.client ?? nth),
      therapistId: therapist(nth),
      roomId: run.clinic.roomIds[nth]!,
      startsAt: at(date, time),
      ...(more.status ? { status: more.status } : {}),
    });
  const visitsOf = async (nth: number, date: string): Promise<readonly object[]> => {
    const { appointments } = await colleague.act<{ appointments: { edges: { node: object }[] } }>(VISITS, {
      ...{ clientId: client(nth), from: at(date, '00:00'), to: at(date, '23:59') },
    });
    return appointments.edges.map(({ node }) => node);
  };
  /** The point of a column at a time of the clinic's clock, whose board begins at eight. */
  const pointOf = async (column: string, hours: number): Promise<readonly [number, number]> => {
    const box = (await page.locator(`[data-column="${column}"]`).boundingBox())!;
    return [box.x + box.width / 2, box.y + (hours - 8) * PIXELS_PER_HOUR];
  };
  const go = async (date: string, more = ''): Promise<void> => {
    await page.goto(addressOf(date, more));
    await page.locator('.board').waitFor();
  };
  const chooseClient = async (name: string): Promise<void> => {
    await page.keyboard.type(name);
    await page.getByRole('option', { name: new RegExp(`^${name}`) }).waitFor();
    await page.keyboard.press('Enter');
  };
  const addTimeOff = (date: string): Promise<unknown> =>
    run.clinic.sql(
      `INSERT INTO time_off (practice_id, id, therapist_id, kind, starts_at, ends_at)
       VALUES ($1, gen_random_uuid(), $2, 'vacation', $3, $4)`,
      [run.clinic.practiceId, therapist(1), at(date, '14:00'), at(date, '16:00')],
    );

  describe('books from a free place', () => {
    it(
      'that is clicked: it is held once the client and their usual service are known',
      async () => {
        const date = newDay();
        await go(date);
        await page.mouse.click(...(await pointOf(therapist(1), 12.4)));
        await dialog()
          .getByText(/12:15, Therapist 2$/)
          .waitFor();
        await chooseClient('Ada Berg');
        await held().waitFor();
        expect(await held().innerText()).toContain('12:15–13:15\nSwedish 60 · Therapist 2');
        await page.keyboard.press('Enter');
        await notice(/^Booked: .*12:15, Therapist 2/);
        expect(await visitsOf(0, date)).toMatchObject([
          { status: 'BOOKED', startsAt: at(date, '12:15'), therapist: { id: therapist(1) }, overriddenRules: [] },
        ]);
      },
      SLOW,
    );

    it(
      'but not where a drag ends, or was given up',
      async () => {
        const date = newDay();
        const id = await book(date, '10:00');
        await go(date);
        await card(id).waitFor();
        for (const giveUp of [true, false]) {
          await page.mouse.move(...(await pointOf(therapist(0), 10.5)));
          await page.mouse.down();
          await page.mouse.move(...(await pointOf(therapist(0), 13.5)), { steps: 5 });
          if (giveUp) await page.keyboard.press('Escape');
          await page.mouse.up();
        }
        await notice('Moved.');
        expect(await dialog().count()).toBe(0);
      },
      SLOW,
    );

    it(
      'that is chosen by the arrow keys in a room, for somebody whose service is asked',
      async () => {
        const date = newDay();
        const [, , room] = run.clinic.roomIds;
        await go(date, '&view=room');
        await page.getByRole('button', { name: 'Room 3' }).focus();
        for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowDown');
        expect(await page.getByRole('status').first().innerText()).toContain('08:30, Room 3.');
        await page.keyboard.press('Enter');
        await chooseClient('Bo Berg');
        await page
          .locator(':focus')
          .and(page.getByRole('button', { name: 'Service' }))
          .waitFor();
        expect(await visitsOf(1, date)).toEqual([]);
        await page.keyboard.type('sw');
        await held().waitFor();
        expect(await held().innerText()).toContain('Room 3');
        expect(await visitsOf(1, date)).toMatchObject([
          { status: 'HELD', startsAt: at(date, '08:30'), room: { id: room } },
        ]);
        expect(await seriousFaults(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await dialog().waitFor({ state: 'detached' });
      },
      SLOW,
    );

    it(
      'that the schedule refuses: the next times are offered, and a reason makes the exception',
      async () => {
        const date = newDay();
        await addTimeOff(date);
        await go(date);
        await page.mouse.click(...(await pointOf(therapist(1), 14.05)));
        await chooseClient('Ada Berg');
        await dialog().getByText('The therapist is off at that time.').waitFor();
        await page.getByRole('listbox', { name: 'The next free times' }).waitFor();
        expect(await seriousFaults(page)).toEqual([]);
        await page.getByLabel('Why this is an exception').fill('Agreed with Therapist 2 by telephone');
        await page.keyboard.press('Enter');
        await held().waitFor();
        await page.keyboard.press('Enter');
        await notice(/^Booked:/);
        expect(await visitsOf(0, date)).toMatchObject([
          {
            ...{ status: 'BOOKED', startsAt: at(date, '14:00'), therapist: { id: therapist(1) } },
            ...{ overriddenRules: ['THERAPIST_OFF'], overrideReason: 'Agreed with Therapist 2 by telephone' },
          },
        ]);
      },
      SLOW,
    );
  });

  it(
    'moves a visit against the schedule with a reason, and not without one',
    async () => {
      const date = newDay();
      await addTimeOff(date);
      const id = await book(date, '10:00');
      await go(date);
      const moveIntoTimeOff = async (): Promise<void> => {
        await card(id).focus();
        for (const key of ['m', 'ArrowRight', ...Array<string>(16).fill('ArrowDown'), 'Enter']) {
          await page.keyboard.press(key);
        }
        await dialog().getByText('The therapist is off at that time.').waitFor();
      };
      await moveIntoTimeOff();
      expect(await seriousFaults(page)).toEqual([]);
      await button('Let it be').click();
      await dialog().waitFor({ state: 'detached' });
      await page
        .locator(`[data-column="${therapist(0)}"]`)
        .locator(card(id))
        .waitFor();
      await moveIntoTimeOff();
      await page.keyboard.type('They know each other');
      await page.keyboard.press('Enter');
      await notice('Moved.');
      expect(await colleague.act(VISIT, { id })).toEqual({
        appointment: {
          ...{ status: 'BOOKED', startsAt: at(date, '14:00'), therapist: { id: therapist(1) } },
          ...{ overriddenRules: ['THERAPIST_OFF'], overrideReason: 'They know each other' },
        },
      });
    },
    SLOW,
  );

  it(
    'keeps the steps of an open visit true while somebody else works it',
    async () => {
      const date = dateOf(0);
      const id = await book(date, '11:00', 2);
      await go(date);
      await card(id).press('Enter');
      await button('Confirm').waitFor();
      await colleague.act(CONFIRM, { id });
      await button('Confirm').waitFor({ state: 'detached' });
      await dialog().getByText('✓ confirmed').waitFor();
      await button('Arrived …').click();
      await dialog().getByText('Is anything new with the client’s health?').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await colleague.act(CANCEL, { id });
      await dialog().getByText('× cancelled').waitFor();
      expect(await dialog().getByText('Is anything new with the client’s health?').count()).toBe(0);
      await page.keyboard.press('Escape');
    },
    SLOW,
  );

  it(
    'points out by sign and word who is new, not screened, needs a clearance or has not confirmed, and which note is overdue',
    async () => {
      const yesterday = dateOf(-2);
      const [done, pending] = [
        await book(yesterday, '10:00', 0, { status: 'completed' }),
        await book(dateOf(9), '11:00', 1, { client: 3 }),
      ];
      const coming = await book(dateOf(9), '10:00', 2);
      await run.clinic.sql(
        `UPDATE appointments SET status = 'pending_clearance', screening_level = 'clearance', screening_accepted = 'clearance' WHERE id = $1`,
        [pending],
      );
      await go(yesterday);
      expect(await card(done).innerText()).toContain('completed, not screened, note overdue');
      expect(await card(done).locator('.flag').allInnerTexts()).toContain('note');
      await go(dateOf(9));
      expect(await card(coming).innerText()).toContain('booked, not screened, first visit, not confirmed');
      expect(await card(coming).locator('.flag').allInnerTexts()).toEqual(['not screened', 'new', '?']);
      expect(await card(pending).innerText()).toContain('waits for a clearance, clearance needed, first visit');
      expect(await card(pending).locator('.flag').allInnerTexts()).toEqual(['clearance', 'new']);
      await go(yesterday);
      await card(done).press('Enter');
      await dialog().getByText('its note is overdue').waitFor();
      await page.keyboard.press('Escape');
    },
    SLOW,
  );

  it(
    'can be worked to its last corner at twice the size, with the dialogs',
    async () => {
      const date = newDay();
      const last = await book(date, '19:00', 2);
      await page.setViewportSize({ width: 640, height: 512 });
      await go(date);
      const isInSight = async (one: Locator): Promise<boolean> => {
        await one.focus();
        await one.evaluate((element) => element.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
        const { x, y, width, height } = (await one.boundingBox())!;
        return x >= 0 && y >= 0 && Math.floor(x + width) <= 640 && Math.floor(y + height) <= 512;
      };
      const reached: Record<string, boolean> = {};
      reached['the last visit'] = await isInSight(card(last));
      reached['the last column'] = await isInSight(page.getByRole('button', { name: 'Therapist 3', exact: true }));
      await page.keyboard.press('b');
      reached['the client'] = await isInSight(page.getByRole('combobox', { name: 'Client' }));
      await chooseClient('Ada Berg');
      const times = page.locator('.slots [role="option"]');
      await times.first().waitFor();
      reached['the last time'] = await isInSight(times.last());
      reached['Close'] = await isInSight(button('Close'));
      await times.first().press('Enter');
      await button('Book').waitFor();
      reached['Book'] = await isInSight(button('Book'));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
      await page.keyboard.press('Escape');
      expect(Object.entries(reached).filter(([, isReached]) => !isReached)).toEqual([]);
    },
    SLOW,
  );

  it('has broken nothing on its way', () => expect(faults).toEqual([]));
});
