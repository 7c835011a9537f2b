import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const DAY = 24 * 3_600_000;
const dateOf = (daysFromNow: number): string => new Date(Date.now() + daysFromNow * DAY).toISOString().slice(0, 10);

const PLACES = `{ clinics { id name timeZone rooms { id name features warmth turnoverMinutes version } } }`;
const SERVICES = `{ services(includeArchived: true) { id name priceMinor: price { amountMinor } requiredFeatures archivedAt } }`;
const RENAME_ROOM = `mutation ($input: EditRoomInput!) { editRoom(input: $input) { __typename } }`;

interface Place {
  readonly id: string;
  readonly name: string;
  readonly rooms: readonly { readonly id: string; readonly name: string; readonly version: number }[];
}

describe('the set-up of places and services at the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let manager: ConsolePerson;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start('Europe/Berlin'), launchBrowser()]);
    manager = await run.addPerson('manager');
    const context = await browser.newContext({
      ...{ bypassCSP: true, locale: 'en-GB', timezoneId: 'America/New_York' },
      viewport: { width: 1200, height: 900 },
    });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    await signIn(page, `${run.url}/console/set-up/clinics`, manager.email);
    await page.getByRole('link', { name: 'Quay' }).waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
    expect(faults).toEqual([]);
  });

  /** Without reading the console anew. */
  const step = (path: string): Promise<void> =>
    page.evaluate((to) => history.pushState(null, '', to), `/console${path}`);
  const go = (path: string): Promise<unknown> => page.goto(`${run.url}/console${path}`);
  const notice = (text: string | RegExp): Promise<void> => page.locator('.notice', { hasText: text }).last().waitFor();
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
  /** Into the field that has the focus or gets it, over what stands there, by the keyboard alone. */
  const type = async (label: string | RegExp, text: string): Promise<void> => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  };
  /** What is said to be wrong with the field that has the focus. */
  const wrong = (sentence: string | RegExp): Promise<void> =>
    page
      .locator(':focus[aria-invalid="true"]')
      .and(page.locator('[aria-describedby]'))
      .waitFor()
      .then(() => page.locator(':has(> :focus) .react-aria-FieldError', { hasText: sentence }).waitFor());
  const placeNamed = async (name: string): Promise<Place> =>
    (await manager.act<{ clinics: Place[] }>(PLACES)).clinics.find((clinic) => clinic.name === name)!;

  it(
    'add a clinic with a room and hours by keyboard, say what is wrong where it is, and the board shows them',
    async () => {
      await page.getByRole('link', { name: 'Add a clinic' }).press('Enter');
      await type('Name', 'Lighthouse');
      await type('Whose licences count', 'DE');
      await type('Time zone', 'Mars/Olympus');
      await page.keyboard.press('Enter');
      await wrong('TimeZone must be an IANA time zone such as Europe/Berlin.');
      expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Lighthouse');
      await type('Time zone', 'Europe/Berlin');
      await type('Visits start every … minutes', '7');
      await page.keyboard.press('Enter');
      await wrong('slotStepMinutes must divide a day of 1440 minutes evenly');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type('20');
      // By the pointer: the button is to stay where it is pressed.
      await button('Add').click();
      await notice(/^Added: Lighthouse\./);

      await page.getByText('There is no room yet.').waitFor();
      await page.getByRole('link', { name: 'Add a room' }).press('Enter');
      await type('Name', 'Lantern');
      await type('Warmth', '23 °C');
      await page.getByRole('checkbox', { name: 'Stone heater' }).press('Space');
      await button('Add').press('Enter');
      await page.getByRole('row', { name: /Lantern Table, Stone heater 10/ }).waitFor();

      await page.getByRole('link', { name: 'Opening hours' }).press('Enter');
      await page.getByText('Now it is not open on any day.').waitFor();
      await button('Add hours on Monday').press('Enter');
      await button('Add hours on Monday').press('Enter');
      const time = (label: string): Locator => page.getByLabel(label).nth(1);
      await time('Monday, from').fill('16:00');
      await time('Monday, to').fill('20:00');
      await button('Set these hours').press('Enter');
      await wrong('Number 2 of the hours shares time with number 1.');
      await time('Monday, from').fill('18:00');
      await button('Set these hours').press('Enter');
      await page.getByRole('heading', { name: /^Now from/ }).waitFor();
      await page.locator('.week-shown').getByText('09:00–17:00, 18:00–20:00').waitFor();

      const { id } = await placeNamed('Lighthouse');
      await page.getByRole('link', { name: 'Day' }).press('Enter');
      await page
        .getByRole('button', { name: /Quay.*Clinic/ })
        .or(page.getByRole('button', { name: 'Clinic' }))
        .first()
        .press('Enter');
      await page.getByRole('option', { name: 'Lighthouse' }).waitFor();
      await go(`/day?clinic=${id}&view=room`);
      await page.locator('.board').getByText('Lantern').waitFor();
    },
    SLOW,
  );

  it(
    'add a service with its price as people type it, which can be booked then',
    async () => {
      await go('/set-up/services');
      await page.getByRole('link', { name: 'Add a service' }).press('Enter');
      await type('Name', 'Swedish 30');
      await type('Price (EUR)', 'much');
      await page.keyboard.press('Enter');
      await wrong('Write the price as an amount in EUR: 65.00');
      await type('Price (EUR)', '-65.00');
      await page.getByRole('button', { name: /Technique/ }).press('Enter');
      await page.getByRole('option', { name: 'Swedish' }).press('Enter');
      await type('Minutes', '30');
      await page.keyboard.press('Enter');
      await wrong('priceMinor must not be less than 0');
      await type('Price (EUR)', '65.00');
      await page.keyboard.press('Enter');
      await page.getByRole('row', { name: /Swedish 30 Swedish 30 65\.00 EUR/ }).waitFor();
      const { services } = await manager.act<{ services: { name: string }[] }>(SERVICES);
      expect(services).toContainEqual({
        ...{ id: expect.any(String) as string, name: 'Swedish 30', priceMinor: { amountMinor: 6500 } },
        ...{ requiredFeatures: ['TABLE'], archivedAt: null },
      });

      await page.getByRole('link', { name: 'Day' }).press('Enter');
      await page.locator('.board').waitFor();
      await page.keyboard.press('b');
      await page.getByRole('combobox', { name: 'Client' }).fill('Number 2');
      await page.getByRole('option', { name: /Client Number 2/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Service' }).press('Enter');
      await page.getByRole('option', { name: 'Swedish 30' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    },
    SLOW,
  );

  it(
    'keep what was typed beside what somebody else has saved meanwhile',
    async () => {
      const clinic = await placeNamed('Lighthouse');
      const [{ id, version }] = clinic.rooms as [Place['rooms'][number]];
      await go(`/set-up/clinics/${clinic.id}/rooms/${id}`);
      await type('Name', 'Lamp');
      await type('Music', 'Waves');
      await manager.act(RENAME_ROOM, { input: { id, version, name: 'Lens', aroma: 'Pine' } });
      await page.keyboard.press('Enter');
      await page.getByRole('alert').getByText('Somebody else has changed this in the meantime.').waitFor();
      await page.getByText('Now stands: Lens').waitFor();
      const typed = ['Name', 'Music', 'Aroma'].map((label) => page.getByLabel(label, { exact: true }).inputValue());
      expect(await Promise.all(typed)).toEqual(['Lamp', 'Waves', 'Pine']);
      expect((await placeNamed('Lighthouse')).rooms).toMatchObject([{ name: 'Lens' }]);
      await button('Save').press('Enter');
      await notice('Saved.');
      expect((await placeNamed('Lighthouse')).rooms).toMatchObject([{ name: 'Lamp', warmth: '23 °C' }]);
      expect(await page.getByText('Now stands:').count()).toBe(0);
    },
    SLOW,
  );

  it(
    'take something out of use after asking, and into use again',
    async () => {
      await go('/set-up/services');
      await page.getByRole('link', { name: 'Swedish 30' }).press('Enter');
      await button('Archive …').press('Enter');
      await page.getByRole('alertdialog', { name: 'Archive Swedish 30?' }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await button('Archive …').press('Enter');
      await page.getByRole('alertdialog').waitFor();
      await page.keyboard.press('Enter');
      await notice('Archived: Swedish 30.');
      await page.getByRole('link', { name: 'All services' }).press('Enter');
      await page.getByRole('row', { name: /Swedish 30 · archived/ }).waitFor();
      await page.getByRole('link', { name: 'Swedish 30' }).press('Enter');
      await button('Take into use again').press('Enter');
      await notice('In use again: Swedish 30.');
      await button('Archive …').waitFor();
    },
    SLOW,
  );

  it(
    'close a clinic on its own clock, lead to the visits that cannot stay, and open it again',
    async () => {
      const startsAt = new Date(`${dateOf(20)}T10:00:00Z`);
      await addVisit(run.clinic, { clientId: run.clinic.clientIds[0]!, startsAt });
      await go(`/set-up/clinics/${run.clinic.clinicId}/closures`);
      await page.getByText('No closure is planned within a year.').waitFor();
      await button('Close').press('Enter');
      await wrong('Give either startsAt and endsAt, or firstDay and, for more than one day, lastDay.');
      await page.getByRole('button', { name: 'How long' }).press('Enter');
      await page.getByRole('option', { name: 'From one time to another' }).press('Enter');
      await page.getByLabel('From', { exact: true }).fill(`${dateOf(20)}T08:00`);
      await page.getByLabel('Open again', { exact: true }).fill(`${dateOf(20)}T18:30`);
      await type('Why', 'Painters');
      await page.keyboard.press('Enter');
      await page.getByRole('row', { name: /The whole clinic .* 08:00 .* 18:30 Painters/ }).waitFor();
      await page.getByText('A booked visit cannot stay so:').waitFor();
      await page.getByRole('link', { name: 'To reassign' }).last().press('Enter');
      await page.getByRole('row').filter({ hasText: 'Client Number 1' }).waitFor();
      await page.goBack();
      await page.getByRole('button', { name: /^Cancel the closure from/ }).press('Enter');
      await page.getByRole('alertdialog').waitFor();
      await page.keyboard.press('Enter');
      await notice('It stays open.');
      await page.getByText('No closure is planned within a year.').waitFor();
    },
    SLOW,
  );

  it(
    'change when clients are reminded and asked, and who is called',
    async () => {
      await go('/set-up/reminders');
      await button('Add a reminder').press('Enter');
      const added = page.getByRole('group', { name: /^Reminder \d$/ }).last();
      await added.getByLabel('Hours before').fill('400');
      await page.keyboard.press('Enter');
      await wrong(/leadHours must not be greater than 336/);
      await added.getByLabel('Hours before').fill('96');
      await page.keyboard.press('Enter');
      await notice('Saved.');
      await go('/set-up/check-ins');
      await type('Counts as sore from', '6');
      await page.keyboard.press('Enter');
      await wrong('watchFrom must not be less than soreFrom');
      await go(`/set-up/clinics/${run.clinic.clinicId}/on-call`);
      await page.getByRole('button', { name: /Add somebody/ }).press('Enter');
      await page.getByRole('option').first().press('Enter');
      await page.locator('.on-call input').fill('12');
      await page.keyboard.press('Enter');
      await wrong(/phone/);
      await page.locator('.on-call input').fill('+49 30 901820');
      await page.keyboard.press('Enter');
      await notice('Saved.');
      const { onCall } = await manager.act<{ onCall: object[] }>(
        `query ($id: ID!) { onCall(clinicId: $id) { phone } }`,
        {
          id: run.clinic.clinicId,
        },
      );
      expect(onCall).toEqual([{ phone: '+4930901820' }]);
    },
    SLOW,
  );

  it(
    'have nothing on any page that keeps somebody from using it, light or dark, and fit a small window',
    async () => {
      const { clinicId, roomIds, serviceId } = run.clinic;
      const clinic = `/set-up/clinics/${clinicId}`;
      const paths = [
        ...[
          '/set-up/practice',
          '/set-up/clinics',
          '/set-up/clinics/new',
          clinic,
          `${clinic}/rooms`,
          `${clinic}/rooms/new`,
        ],
        ...[`${clinic}/rooms/${roomIds[0]}`, `${clinic}/hours`, `${clinic}/closures`, `${clinic}/on-call`],
        ...['/set-up/services', '/set-up/services/new', `/set-up/services/${serviceId}`],
        ...['/set-up/reminders', '/set-up/check-ins'],
      ];
      // As 1200 points at 200 %.
      await page.setViewportSize({ width: 600, height: 450 });
      await go('/set-up');
      await page.getByRole('navigation', { name: 'Set-up' }).waitFor();
      for (const path of paths) {
        await step(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('form, table').first().waitFor();
        await page.getByText('Loading …').waitFor({ state: 'detached' });
        await page.emulateMedia({ colorScheme: 'light' });
        expect([path, await seriousFaults(page)]).toEqual([path, []]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect([path, 'dark', await seriousFaults(page, ['color-contrast'])]).toEqual([path, 'dark', []]);
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect([path, isWide]).toEqual([path, false]);
      }
    },
    SLOW,
  );

  it('are the management’s alone', async () => {
    const desk = await run.addPerson('front_desk');
    const context = await browser.newContext({ locale: 'en-GB' });
    const theirs = await context.newPage();
    await signIn(theirs, `${run.url}/console/set-up/clinics/${run.clinic.clinicId}`, desk.email);
    await theirs.getByText('Only the management sets the practice up.').waitFor();
    expect(await theirs.getByRole('link', { name: 'Set-up' }).count()).toBe(0);
    await context.close();
  });
});
