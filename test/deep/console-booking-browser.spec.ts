import type { Browser, Page } from 'playwright-core';
import { newId } from '../../src/kernel/index.js';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { IntakeDesk } from '../e2e/intake-desk.js';
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
const BOOK = `mutation ($input: BookAppointmentInput!, $key: String!) { bookAppointment(input: $input, idempotencyKey: $key) { __typename } }`;
const FIND = `query ($query: String!) { searchClients(query: $query) { edges { node { id } } } }`;

interface Booked {
  readonly id: string;
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

  /** Somebody who comes for a service again, found by their name and with a place held for them. */
  const holdFor = async (index: number, familyName: string): Promise<Booked> => {
    await press('b');
    await page.getByRole('combobox', { name: 'Client' }).waitFor();
    await page.keyboard.type(familyName);
    await option(new RegExp(`^Kim ${familyName}`)).waitFor();
    await press('Enter');
    await time().waitFor();
    await press('Enter');
    await focused('Book').waitFor();
    return (await visitsOf(run.clinic.clientIds[index]!)).find(({ status }) => status === 'HELD')!;
  };
  const comeAgain = async (index: number, familyName: string, serviceId = run.clinic.serviceId): Promise<void> => {
    const clientId = run.clinic.clientIds[index]!;
    await nameClient(index, 'Kim', familyName);
    await addVisit(run.clinic, {
      ...{ clientId, serviceId, status: 'completed' },
      startsAt: new Date(Date.now() - (40 + index) * DAY),
    });
  };
  const refusal = (text: string) => page.getByRole('dialog').getByRole('alert').filter({ hasText: text }).waitFor();

  it(
    'loses no letter of what is typed right after the page is there',
    async () => {
      await page.reload();
      await page.getByRole('button', { name: 'Book (B)' }).waitFor();
      await page.keyboard.type('bBerg');
      expect(await page.getByRole('combobox', { name: 'Client' }).inputValue()).toBe('Berg');
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    SLOW,
  );

  it(
    'points out after somebody was made new who has but a name like theirs, and goes on with whom the desk means',
    async () => {
      await colleague.act(CREATE, { input: { givenName: 'Jona', familyName: 'Sommer', email: 'jona@sommer.example' } });
      await press('b');
      await page.getByRole('combobox', { name: 'Client' }).waitFor();
      await page.keyboard.type('Jona Sommer');
      await option('New client “Jona Sommer”').waitFor();
      await press('ArrowUp');
      await press('Enter');
      await page.locator(':focus').and(page.getByLabel('Family name')).waitFor();
      await press('Enter');
      await focused('Go on with the new record').waitFor();
      await page.getByText('Jona Sommer has been written down.').waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await press('Shift+Tab');
      await page.locator(':focus', { hasText: 'a similar name' }).waitFor();
      await press('Enter');
      await page.getByRole('heading', { name: 'Book for Jona Sommer' }).waitFor();
      await page.getByRole('complementary').getByText('jona@sommer.example').waitFor();
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    SLOW,
  );

  it(
    'says that screening defers a service, and takes one that fits instead',
    async () => {
      const [deep] = await run.clinic.sql<{ id: string }>(
        `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, required_features)
         VALUES ($1, gen_random_uuid(), 'Deep tissue 60', 'deep_tissue', 3, 5, 60, 9000, '{table}') RETURNING id`,
        [run.clinic.practiceId],
      );
      await run.clinic.sql(
        `INSERT INTO therapist_techniques (practice_id, therapist_id, technique, years)
         SELECT $1, id, 'deep_tissue', 5 FROM therapists WHERE practice_id = $1`,
        [run.clinic.practiceId],
      );
      await comeAgain(3, 'Adler', deep!.id);
      const therapist = await run.addPerson('therapist', run.clinic.therapistIds[0]);
      const intake = new IntakeDesk({ data: therapist.act }, '');
      await intake.complete(run.clinic.clientIds[3]!, { questionId: 'medicines', options: ['anticoagulant'] });
      await page.reload();
      await page.locator('.board').waitFor();
      await press('b');
      await page.getByRole('combobox', { name: 'Client' }).waitFor();
      await page.keyboard.type('adler');
      await option(/Kim Adler/).waitFor();
      await press('Enter');
      await time().waitFor();
      await press('Enter');
      await focused('Swedish 60 instead').waitFor();
      const said = await page.getByRole('dialog').getByRole('alert').innerText();
      expect(said).not.toMatch(/blood|thinner|anticoag/i);
      expect(await seriousFaults(page)).toEqual([]);
      await press('Enter');
      await time().waitFor();
      await press('Enter');
      await focused('Book').waitFor();
      await press('Enter');
      await notice(/^Booked:/);
      expect(await visitsOf(run.clinic.clientIds[3]!)).toMatchObject([
        { status: 'BOOKED', service: { name: 'Swedish 60' } },
      ]);
    },
    SLOW,
  );

  it(
    'says where a hold is gone, since somebody else has booked it, and shows all times again',
    async () => {
      await comeAgain(5, 'Brandt');
      const { id } = await holdFor(5, 'Brandt');
      await colleague.act(BOOK, { input: { clientId: run.clinic.clientIds[5], holdId: id }, key: newId() });
      await press('Enter');
      await refusal('hold');
      await focused('All times').waitFor();
      await press('Enter');
      await page.getByRole('listbox', { name: 'Free times, the best first' }).waitFor();
      await press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
    SLOW,
  );

  it.each([
    ['books it all the same as long as it is free', false],
    ['offers the next times where somebody else has it', true],
  ])(
    'says that a hold has run out, and %s',
    async (_, isTaken) => {
      const index = isTaken ? 6 : 7;
      const familyName = isTaken ? 'Ebner' : 'Fuchs';
      await comeAgain(index, familyName);
      await page.route('**/graphql', async (route) => {
        if (!route.request().postData()?.includes('HoldSlot')) return route.continue();
        const response = await route.fetch();
        const json = (await response.json()) as { data: { holdSlot: { appointment: { holdExpiresAt: string } } } };
        json.data.holdSlot.appointment.holdExpiresAt = new Date(Date.now() + 1_500).toISOString();
        return route.fulfill({ response, json });
      });
      const { id, startsAt, therapist } = await holdFor(index, familyName);
      await run.clinic.sql(`UPDATE appointments SET hold_expires_at = now() - interval '1 minute' WHERE id = $1`, [id]);
      await page.getByText('The hold is over.').waitFor();
      if (isTaken) {
        const { clinicId, serviceId, clientIds } = run.clinic;
        const slot = { clinicId, serviceId, therapistId: therapist.id, startsAt };
        expect(await colleague.act(BOOK, { input: { clientId: clientIds[1], slot }, key: newId() })).toEqual({
          bookAppointment: { __typename: 'AppointmentPayload' },
        });
      }
      await press('Enter');
      if (isTaken) {
        await refusal('taken');
        await page.getByRole('listbox', { name: 'The next free times' }).waitFor();
        await press('Escape');
      } else await notice(/^Booked:/);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.unroute('**/graphql');
      const after = (await visitsOf(run.clinic.clientIds[index]!)).find((visit) => visit.id === id);
      expect(after!.status === 'BOOKED').toBe(!isTaken);
      expect(faults).toEqual([]);
    },
    SLOW,
  );
});
