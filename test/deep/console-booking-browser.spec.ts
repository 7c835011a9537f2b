import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const DAY = 24 * 3_600_000;
/** As long as the desk may take for a booking. */
const TEN_SECONDS = 10_000;
const dateOf = (daysFromNow: number): string => new Date(Date.now() + daysFromNow * DAY).toISOString().slice(0, 10);
/** Nobody has visits on them, and the clinic is open from eight to eight. */
const [DATE, NEXT_DATE] = [dateOf(10), dateOf(11)];

const VISITS = `query ($clientId: ID!, $from: DateTime!, $to: DateTime!) {
  appointments(clientId: $clientId, from: $from, to: $to) {
    edges { node { id status startsAt service { name } therapist { id } client { givenName familyName phone email } } } } }`;
const CREATE = `mutation ($input: CreateClientInput!) { createClient(input: $input) { __typename } }`;
const FIND = `query ($query: String!) { searchClients(query: $query) { edges { node { id } } } }`;

interface Booked {
  readonly status: string;
  readonly startsAt: string;
  readonly service: { readonly name: string };
  readonly therapist: { readonly id: string };
  readonly client: { readonly givenName: string; readonly familyName: string };
}

describe('booking at the console, by keyboard alone', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let colleague: ConsolePerson;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start('UTC'), launchBrowser()]);
    const desk = await run.addPerson('front_desk');
    colleague = await run.addPerson('front_desk');
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-GB' });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    await signIn(page, `${run.url}/console/day?date=${DATE}`, desk.email);
    await page.locator('.board').waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const notice = (text: string | RegExp): Promise<void> => page.locator('.notice', { hasText: text }).last().waitFor();
  const option = (name: string | RegExp) => page.getByRole('option', { name });
  const focused = (name: string) => page.locator(':focus').and(page.getByRole('button', { name, exact: true }));
  /** The first time of the list, once the focus stands on it. */
  const time = () => page.locator('.slots [role="option"]:focus');
  const visitsOf = async (clientId: string): Promise<Booked[]> => {
    const times = { from: `${DATE}T00:00:00Z`, to: `${NEXT_DATE}T23:59:59Z` };
    const { appointments } = await colleague.act<{ appointments: { edges: { node: Booked }[] } }>(VISITS, {
      ...{ clientId, ...times },
    });
    return appointments.edges.map(({ node }) => node);
  };
  const nameClient = (index: number, givenName: string, familyName: string): Promise<unknown> =>
    run.clinic.sql('UPDATE clients SET given_name = $2, family_name = $3 WHERE id = $1', [
      run.clinic.clientIds[index],
      givenName,
      familyName,
    ]);

  it(
    'takes a known client five keys besides the name, and the board shows the visit at once',
    async () => {
      const clientId = run.clinic.clientIds[0]!;
      await nameClient(0, 'Ada', 'Berg');
      await addVisit(run.clinic, { clientId, startsAt: new Date(Date.now() - 20 * DAY), status: 'completed' });
      const began = Date.now();
      await press('b');
      await page.getByRole('combobox', { name: 'Client' }).waitFor();
      await page.keyboard.type('berg');
      await option(/Ada Berg/).waitFor();
      await press('Enter');
      await time().waitFor();
      await press('ArrowDown');
      await press('Enter');
      await focused('Book').waitFor();
      expect(await page.getByText(/^Held until \d\d:\d\d: \d+:\d\d left$/).isVisible()).toBe(true);
      expect(await page.getByRole('complementary').getByText('Swedish 60').first().isVisible()).toBe(true);
      const [held] = await visitsOf(clientId);
      expect(held).toMatchObject({ status: 'HELD', service: { name: 'Swedish 60' } });
      await press('Enter');
      await notice(/^Booked:/);
      expect(Date.now() - began).toBeLessThan(TEN_SECONDS);
      expect(await visitsOf(clientId)).toEqual([{ ...held, status: 'BOOKED' }]);
      await page.locator('[data-visit]', { hasText: 'Ada Berg' }).waitFor();
    },
    SLOW,
  );

  it(
    'makes somebody new in place, and points out who is like them',
    async () => {
      await colleague.act(CREATE, { input: { givenName: 'Jo', familyName: 'Winter', phone: '+49301234567' } });
      await press('b');
      await page.getByRole('combobox', { name: 'Client' }).waitFor();
      await page.keyboard.type('Jo Winter');
      await option('New client “Jo Winter”').waitFor();
      await press('ArrowUp');
      await press('Enter');
      await page.locator(':focus').and(page.getByLabel('Family name')).waitFor();
      await press('Tab');
      await page.keyboard.type('030 1234567');
      await press('Enter');
      const known = page.getByRole('group', { name: 'Who is known already' });
      await known.getByText('the same telephone number').waitFor();
      expect(await known.getByRole('button').first().innerText()).toContain('Jo Winter');
      await press('Tab');
      await focused('Create a new client all the same').waitFor();
      await press('Enter');
      await page.getByRole('heading', { name: 'Book for Jo Winter' }).waitFor();
      await page
        .locator(':focus')
        .and(page.getByRole('button', { name: 'Service' }))
        .waitFor();
      await page.keyboard.type('sw');
      await page.locator('.slots').waitFor();
      // Over the therapist and the parts of the date.
      for (let tabs = 0; tabs < 8 && (await time().count()) === 0; tabs += 1) await press('Tab');
      await time().waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await press('Enter');
      await focused('Book').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await press('Enter');
      await notice(/^Booked:/);
      const { searchClients } = await colleague.act<{ searchClients: { edges: { node: { id: string } }[] } }>(FIND, {
        query: 'Jo Winter',
      });
      const ids = searchClients.edges.map(({ node }) => node.id);
      expect(ids).toHaveLength(2);
      expect((await Promise.all(ids.map(visitsOf))).flat()).toMatchObject([
        { status: 'BOOKED', client: { givenName: 'Jo', familyName: 'Winter', phone: '+49 30 1234567', email: null } },
      ]);
    },
    SLOW,
  );

  it(
    'offers the next times where the one that was chosen has just been taken, and lets go of what it holds when it is closed',
    async () => {
      const clientId = run.clinic.clientIds[2]!;
      await page.goto(`${run.url}/console/day?date=${NEXT_DATE}`);
      await page.locator('.board').waitFor();
      await nameClient(2, 'Mia', 'Kraft');
      await addVisit(run.clinic, { clientId, startsAt: new Date(Date.now() - 30 * DAY), status: 'completed' });
      await press('b');
      await page.getByRole('combobox', { name: 'Client' }).waitFor();
      await page.keyboard.type('kraft');
      await option(/Mia Kraft/).waitFor();
      await press('Enter');
      await time().waitFor();
      const startsAt = (await time().getAttribute('data-key'))!;
      for (const [n, therapistId] of run.clinic.therapistIds.entries()) {
        const [other, roomId] = [run.clinic.clientIds[4 + n]!, run.clinic.roomIds[n]!];
        await addVisit(run.clinic, { clientId: other, therapistId, roomId, startsAt });
      }
      await press('Enter');
      const refusal = page.getByRole('dialog').getByRole('alert');
      await refusal.waitFor();
      expect(await refusal.innerText()).toContain('taken');
      await page.getByRole('listbox', { name: 'The next free times' }).waitFor();
      await time().waitFor();
      const offered = (await time().getAttribute('data-key'))!;
      expect(Date.parse(offered)).toBeGreaterThan(Date.parse(startsAt));
      await press('Enter');
      await focused('Book').waitFor();
      expect(await visitsOf(clientId)).toMatchObject([{ status: 'HELD', startsAt: offered }]);
      const released = page.waitForResponse((response) =>
        (response.request().postData() ?? '').includes('ReleaseHold'),
      );
      await press('Escape');
      await released;
      expect(await visitsOf(clientId)).toMatchObject([{ status: 'EXPIRED', startsAt: offered }]);
      expect(faults).toEqual([]);
    },
    SLOW,
  );
});
