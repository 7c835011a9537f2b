import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { at, dateOf, MORNING_ZONE, SHORT_DAY } from '../support/days.js';
import { addClinic } from '../support/second-clinic.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const DESK: BrowserContextOptions = {
  viewport: { width: 1400, height: 1250 },
  locale: 'en-GB',
  timezoneId: 'Asia/Kathmandu',
};
/** Seven dates from a Monday some weeks away, which are nobody else's. */
const WEEK = ((): readonly string[] => {
  const monday = 14 + ((8 - new Date(dateOf(14)).getUTCDay()) % 7);
  return Array.from({ length: 7 }, (_, n) => dateOf(monday + n));
})();
const CONFIRM = `mutation ($id: ID!) { confirmAppointment(id: $id) { __typename } }`;

describe('the week at the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let desk: ConsolePerson;
  let page: Page;
  /** Of Monday at ten with the first therapist, the same time with the second, and Wednesday at eleven with the first. */
  let [first, beside, later]: string[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start(MORNING_ZONE), launchBrowser()]);
    desk = await run.addPerson('front_desk');
    [first, beside, later] = [
      await book(WEEK[0]!, '10:00', 0),
      await book(WEEK[0]!, '10:30', 1),
      await book(WEEK[2]!, '11:00', 0),
    ];
    page = await (await browser.newContext(DESK)).newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await signIn(page, addressOf(WEEK[3]!), desk.email);
    await card(first!).waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  const addressOf = (date: string, more = ''): string => `${run.url}/console/day?view=week&date=${date}${more}`;
  const card = (id: string): Locator => page.locator(`[data-visit="${id}"]`);
  const column = (date: string): Locator => page.locator(`[data-column="${date}"]`);
  const top = async (id: string): Promise<number> => Math.round((await card(id).boundingBox())!.y);
  const book = (date: string, time: string, nth: number): Promise<string> =>
    addVisit(run.clinic, {
      clientId: run.clinic.clientIds[nth]!,
      therapistId: run.clinic.therapistIds[nth]!,
      roomId: run.clinic.roomIds[nth]!,
      startsAt: at(date, time),
    });
  const choose = async (label: string, name: string): Promise<void> => {
    await page.getByRole('button', { name: label }).click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  const focused = (): Promise<string | null> => page.locator(':focus').getAttribute('data-visit');

  it(
    'has everybody’s visits by day and hour, with what stands at the same time side by side',
    async () => {
      expect(
        await page.locator('[data-column]').evaluateAll((all) => all.map(({ dataset }) => dataset['column'])),
      ).toEqual(WEEK);
      await column(WEEK[0]!).locator(card(beside!)).waitFor();
      await column(WEEK[2]!).locator(card(later!)).waitFor();
      const [a, b] = [(await card(first!).boundingBox())!, (await card(beside!).boundingBox())!];
      expect([Math.round(b.y - a.y), b.x >= a.x + a.width]).toEqual([32, true]);
      expect((await top(later!)) - (await top(first!))).toBe(64);
      expect(await card(beside!).innerText()).toBe(
        '10:30 to 11:30: Client Number 2, Swedish 60, booked, not screened, first visit, not confirmed, with Therapist 2\n○ 10:30\nClient Number 2\nT2',
      );
    },
    SLOW,
  );

  it(
    'goes from visit to visit by the arrow keys, opens one by Enter, and shows at once what somebody else changes',
    async () => {
      await card(first!).focus();
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toBe(beside);
      await page.keyboard.press('ArrowRight');
      expect(await focused()).toBe(later);
      await page.keyboard.press('ArrowLeft');
      expect(await focused()).toBe(beside);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Client Number 2' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await (await run.addPerson('front_desk')).act(CONFIRM, { id: later });
      await page.locator(`[data-visit="${later}"][data-status="CONFIRMED"]`).waitFor();
    },
    SLOW,
  );

  it(
    'is one therapist’s with their hours, and the desk goes on by weeks and to a day',
    async () => {
      await run.clinic.sql(
        `INSERT INTO time_off (practice_id, id, therapist_id, kind, starts_at, ends_at)
         VALUES ($1, gen_random_uuid(), $2, 'vacation', $3, $4)`,
        [run.clinic.practiceId, run.clinic.therapistIds[0], at(WEEK[1]!, '14:00'), at(WEEK[1]!, '16:00')],
      );
      await page.reload();
      await choose('Everybody Therapist', 'Therapist 1');
      await card(beside!).waitFor({ state: 'detached' });
      await column(WEEK[1]!).getByTitle('Time off').waitFor();
      const [off, visit] = [await column(WEEK[1]!).getByTitle('Time off').boundingBox(), await top(first!)];
      expect([Math.round(off!.y) - visit, Math.round(off!.height)]).toEqual([4 * 64, 2 * 64]);
      await page.getByRole('button', { name: 'The week after' }).click();
      await card(first!).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'The week before' }).click();
      await card(later!).waitFor();
      await page.getByRole('region').nth(2).getByRole('link').click();
      await page.locator(`[data-column="${run.clinic.therapistIds[1]}"]`).waitFor();
      await card(later!).waitFor();
      expect(new URL(page.url()).searchParams.get('date')).toBe(WEEK[2]);
    },
    SLOW,
  );

  it(
    'has a line for now on today’s date, and nowhere else',
    async () => {
      const today = await book(dateOf(0), '11:00', 2);
      await page.goto(addressOf(dateOf(0)));
      await card(today).waitFor();
      expect(await page.locator('.now').count()).toBe(1);
      await column(dateOf(0)).locator('.now').waitFor();
      const line = (await page.locator('.now').boundingBox())!.y - (await top(today));
      expect(line).toBeGreaterThanOrEqual(0);
      expect(line).toBeLessThanOrEqual(64);
    },
    SLOW,
  );

  it(
    'changes to a clinic of another zone and to its clock, and puts a day of 23 hours beside the others hour by hour',
    async () => {
      const { clinicId, ...place } = await addClinic(run.clinic, { name: 'Zollhaus', zone: 'Europe/Berlin' });
      const add = (nth: number, startsAt: string): Promise<string> =>
        addVisit(run.clinic, { clientId: run.clinic.clientIds[nth]!, clinicId, ...place, startsAt });
      const saturday = new Date(Date.parse(SHORT_DAY) - 86_400_000).toISOString().slice(0, 10);
      const [before, onIt, acrossIt] = [
        await add(3, `${saturday}T10:00:00+01:00`),
        await add(4, `${SHORT_DAY}T10:00:00+02:00`),
        await add(5, `${SHORT_DAY}T01:00:00+01:00`),
      ];
      await page.goto(addressOf(SHORT_DAY));
      await page.getByText(MORNING_ZONE).waitFor();
      await choose('Quay Clinic', 'Zollhaus');
      await card(onIt).waitFor();
      await page.getByText('Europe/Berlin').waitFor();
      expect(await page.locator('.hour').first().innerText()).toBe('00:00');
      expect([(await top(onIt)) - (await top(acrossIt)), await top(onIt)]).toEqual([9 * 64, await top(before)]);
      expect(await card(onIt).innerText()).toContain('10:00 to 11:00');
      expect(await card(acrossIt).innerText()).toContain('01:00 to 03:00');
      await choose('Zollhaus Clinic', 'Quay');
      await card(onIt).waitFor({ state: 'detached' });
      await page.getByText(MORNING_ZONE).waitFor();
      await page.goto(`${run.url}/console/day?date=${SHORT_DAY}&clinic=${clinicId}`);
      await page.locator(`[data-column="${place.therapistId}"]`).locator(card(onIt)).waitFor();
      await choose('Zollhaus Clinic', 'Quay');
      await page.locator(`[data-column="${run.clinic.therapistIds[0]}"]`).waitFor();
      expect(await page.locator('.hour').first().innerText()).toBe('08:00');
    },
    SLOW,
  );

  it.each([
    ['in light', { colorScheme: 'light' }],
    ['in dark', { colorScheme: 'dark' }],
  ] as const)(
    'has nothing %s that keeps somebody from using it',
    async (_, media) => {
      await page.emulateMedia(media);
      await page.goto(addressOf(WEEK[0]!));
      await card(first!).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await page.goto(addressOf(WEEK[0]!, `&therapist=${run.clinic.therapistIds[0]}`));
      await card(later!).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
    },
    SLOW,
  );

  it(
    'can be reached to its last visit at twice the size',
    async () => {
      await page.setViewportSize({ width: 640, height: 512 });
      const last = await book(WEEK[6]!, '19:00', 1);
      await page.goto(addressOf(WEEK[0]!));
      await card(last).focus();
      await card(last).evaluate((element) => element.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
      const { x, y, width, height } = (await card(last).boundingBox())!;
      expect([x >= 0, y >= 0, Math.floor(x + width) <= 640, Math.floor(y + height) <= 512]).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
    },
    SLOW,
  );

  it('has broken nothing on its way', () => expect(faults).toEqual([]));
});
