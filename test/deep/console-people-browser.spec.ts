import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';

const SLOW = 120_000;
const OWN_PASSWORD = 'a lamp beside the river';

/** A week from now, by the clinic's calendar. */
const SOON = new Date(Date.now() + 7 * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });
const SLOTS = `query ($clinicId: ID!, $serviceId: ID!, $from: LocalDate!, $therapistId: ID!) {
  openSlots(clinicIds: [$clinicId], serviceId: $serviceId, from: $from, days: 1, therapistIds: [$therapistId], first: 100) {
    edges { node { startsAt } } } }`;
interface Slots {
  readonly openSlots: { readonly edges: readonly { readonly node: { readonly startsAt: string } }[] };
}

const STAFF = `query { staff(first: 50, includeEnded: true) { edges { node { name role active } } } }`;
interface Staff {
  readonly staff: { readonly edges: readonly { readonly node: { name: string; role: string; active: boolean } }[] };
}

describe('the people and the texts of a practice, set up in the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let manager: ConsolePerson;
  let page: Page;
  /** Somebody else at another machine. */
  let elsewhere: BrowserContext;

  const member = async (name: string) =>
    (await manager.act<Staff>(STAFF)).staff.edges.map(({ node }) => node).find((each) => each.name === name);
  let adaId: string;
  const slots = async (): Promise<number> => {
    const { clinicId, serviceId } = run.clinic;
    const where = { clinicId, serviceId, from: SOON, therapistId: adaId };
    return (await manager.act<Slots>(SLOTS, where)).openSlots.edges.length;
  };
  const versionOf = async (id: string): Promise<number> =>
    (
      await manager.act<{ therapist: { version: number } }>(`query ($id: ID!) { therapist(id: $id) { version } }`, {
        id,
      })
    ).therapist.version;
  const go = async (path: string, heading: string): Promise<void> => {
    await page.goto(`${run.url}/console/set-up/${path}`);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await page.locator('main:not(:has-text("Loading …"))').waitFor();
  };
  const choose = async (form: Locator, field: RegExp, option: string): Promise<void> => {
    await form.getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  /** In both colour schemes. */
  const faults = async (at = page): Promise<string[]> => {
    const light = await seriousFaults(at);
    await at.emulateMedia({ colorScheme: 'dark' });
    const dark = await seriousFaults(at, ['color-contrast']);
    await at.emulateMedia({ colorScheme: 'light' });
    return [...light, ...dark];
  };

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start('Europe/Berlin'), launchBrowser()]);
    manager = await run.addPerson('manager');
    const view = { bypassCSP: true, locale: 'en-GB', viewport: { width: 1200, height: 900 } };
    page = await (await browser.newContext(view)).newPage();
    elsewhere = await browser.newContext(view);
    page.setDefaultTimeout(10_000);
    elsewhere.setDefaultTimeout(10_000);
    await signIn(page, `${run.url}/console/set-up/users`, manager.email);
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  it('invite somebody, who joins by the link and is signed in', async () => {
    await page.getByText('Nobody is invited.').waitFor();
    const form = page.getByRole('form', { name: 'Invite somebody' });
    await form.getByLabel('Name').fill('Noor Winter');
    await form.getByLabel('E-mail').fill('noor at home');
    await choose(form, /Role$/, 'Front desk');
    await form.getByRole('button', { name: 'Make an invitation' }).click();
    await form.getByText('email must be an email').waitFor();
    expect(await form.getByLabel('Name').inputValue()).toBe('Noor Winter');
    expect(await faults()).toEqual([]);
    await form.getByLabel('E-mail').fill('noor@harbour.example');
    await form.getByRole('button', { name: 'Make an invitation' }).click();
    const link = await page.locator('.address').innerText();
    await page.getByRole('row').filter({ hasText: 'noor@harbour.example' }).waitFor();

    const noor = await elsewhere.newPage();
    const asked: string[] = [];
    noor.on('request', (request) => asked.push(request.url()));
    await noor.goto(link);
    await noor.getByLabel('Password').fill('short');
    await noor.getByRole('button', { name: 'Join' }).click();
    await noor.getByText('A password has 12 to 128 characters.').waitFor();
    expect(await faults(noor)).toEqual([]);
    await noor.getByLabel('Password').fill(OWN_PASSWORD);
    await noor.keyboard.press('Enter');
    await noor.getByRole('link', { name: 'Noor Winter' }).waitFor();
    expect(new URL(noor.url())).toMatchObject({ pathname: '/console/day', hash: '' });
    expect(asked.filter((url) => url.includes(new URL(link).hash.slice(1)))).toEqual([]);
    expect(await member('Noor Winter')).toEqual({ name: 'Noor Winter', role: 'FRONT_DESK', active: true });

    // The link serves once, and a browser that is signed in comes to it too.
    await noor.goto(link);
    await noor.getByLabel('Password').fill(OWN_PASSWORD);
    await noor.keyboard.press('Enter');
    await noor.getByText('This token cannot be used any more.').waitFor();
    await noor.close();
  });

  it('take back an invitation that waits', async () => {
    const form = page.getByRole('form', { name: 'Invite somebody' });
    await form.getByLabel('Name').fill('Ole Fehl');
    await form.getByLabel('E-mail').fill('ole@harbour.example');
    await choose(form, /Role$/, 'Therapist');
    await form.getByRole('button', { name: 'Make an invitation' }).click();
    await page.getByRole('button', { name: 'Revoke the invitation of Ole Fehl' }).click();
    await page.getByText('The invitation is revoked.').waitFor();
    await page.getByRole('row').filter({ hasText: 'ole@harbour.example' }).waitFor({ state: 'detached' });
  });

  it('change a role, and help somebody who has forgotten the password', async () => {
    await go('users', 'Users');
    await page.getByRole('button', { name: 'Change Noor Winter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Noor Winter' });
    await choose(dialog, /Role$/, 'Manager');
    await dialog.getByRole('button', { name: 'Change the role' }).click();
    await page.getByText('The role is changed').waitFor();
    expect(await member('Noor Winter')).toMatchObject({ role: 'MANAGER' });
    await dialog.getByRole('button', { name: 'Link for a new password' }).click();
    const link = await dialog.locator('.address').innerText();
    expect(await faults()).toEqual([]);

    const noor = await elsewhere.newPage();
    await noor.goto(link);
    await noor.getByLabel('New password', { exact: true }).fill('another lamp by the sea');
    expect(await faults(noor)).toEqual([]);
    await noor.getByRole('button', { name: 'Set it' }).click();
    await noor.getByText('The password is set.').waitFor();
    await noor.getByLabel('E-mail').fill('noor@harbour.example');
    await noor.getByLabel('Password').fill('another lamp by the sea');
    await noor.keyboard.press('Enter');
    await noor.getByRole('link', { name: 'Noor Winter' }).waitFor();
    await noor.close();
    await page.keyboard.press('Escape');
  });

  it('say why the only owner stays one, and why a manager makes none', async () => {
    const owner = await run.addPerson('owner');
    await page.getByRole('button', { name: 'Change Noor Winter' }).click();
    await choose(page.getByRole('dialog'), /Role$/, 'Owner');
    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByText('Only an owner can do this.').waitFor();
    await page.keyboard.press('Escape');

    const theirs = await elsewhere.newPage();
    await theirs.goto(`${run.url}/console`);
    await theirs.getByRole('button', { name: 'Sign out' }).click();
    await signIn(theirs, `${run.url}/console/set-up/users`, owner.email);
    const row = theirs.getByRole('row').filter({ hasText: owner.email });
    await row.getByRole('button').click();
    await theirs.getByRole('button', { name: 'End the membership …' }).click();
    await theirs.getByRole('button', { name: 'End the membership', exact: true }).click();
    await theirs.getByText('This is the only owner of the practice. Make somebody else an owner first.').waitFor();
    await theirs.close();
  });

  it('add a therapist, with what is wrong said at its field', async () => {
    await go('therapists', 'Therapists');
    expect(await faults()).toEqual([]);
    await page.getByRole('link', { name: 'Add a therapist' }).click();
    await page.getByLabel('Name').fill('Ada Rower');
    await page.getByLabel('E-mail').fill('ada at home');
    await page.getByRole('checkbox', { name: 'Quay' }).click({ force: true });
    await page.getByRole('checkbox', { name: 'Swedish' }).click({ force: true });
    await page.getByLabel('Years of swedish').fill('99');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Not saved: see what is marked.').waitFor();
    for (const field of ['E-mail', 'Years of swedish'])
      expect([field, await page.getByLabel(field).getAttribute('aria-invalid')]).toEqual([field, 'true']);
    expect(await faults()).toEqual([]);
    await page.getByLabel('E-mail').fill('ada@harbour.example');
    await page.getByLabel('Years of swedish').fill('9');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Ada Rower' }).waitFor();
    await page.getByText('None, now or planned.').waitFor();
    expect(await faults()).toEqual([]);
    adaId = page.url().split('/').at(-1)!;
  });

  it('say when somebody works, with a break, and by which licence', async () => {
    await run.clinic.sql('UPDATE clinics SET licence_required = true');
    await page.getByRole('button', { name: 'Change the hours …' }).click();
    const add = page.getByRole('button', { name: 'Add hours on Monday' });
    await add.click();
    await add.click();
    await page.getByLabel('Monday, to').nth(1).fill('20:00');
    await page.getByLabel('Monday, from').nth(1).fill('16:00');
    await page.getByRole('button', { name: 'Save the hours' }).click();
    await page.getByText('Number 2 of the hours shares time with number 1.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByLabel('Monday, from').nth(1).fill('18:00');
    await page.getByRole('button', { name: 'Tuesday to Friday as on Monday' }).click();
    await page.getByRole('button', { name: 'Add hours on Saturday' }).click();
    await page.getByRole('button', { name: 'Add hours on Sunday' }).click();
    await page.getByRole('button', { name: 'Save the hours' }).click();
    await page.getByText('Monday 09:00–17:00, 18:00–20:00; Tuesday 09:00–17:00, 18:00–20:00;').waitFor();

    await page.getByRole('button', { name: 'Add a licence …' }).click();
    await page.getByLabel('Type').fill('Heilpraktiker');
    await page.getByLabel('Number').fill('HP 77');
    await page.getByLabel('Counts in').fill('DE');
    await page.getByRole('button', { name: 'Add the licence' }).click();
    await page.getByText('LocalDate must be a date').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByLabel('First valid day').fill('2020-01-01');
    await page.getByLabel('Last valid day').fill(SOON);
    await page.getByRole('button', { name: 'Add the licence' }).click();
    await page.getByText('(ends soon)').waitFor();
    expect(await slots()).toBe(0);
    await page.getByRole('button', { name: 'Verify Heilpraktiker HP 77' }).click();
    await page.getByText('✓ verified').waitFor();
    expect(await slots()).toBeGreaterThan(5);
  });

  it('show on the board who was added, and when they are away', async () => {
    await page.getByRole('button', { name: 'Add time off …' }).click();
    await page.getByLabel('First day').fill(SOON);
    await page.getByRole('button', { name: 'Save the time off' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Vacation:' }).waitFor();
    expect(await slots()).toBe(0);
    await page.goto(`${run.url}/console/day?date=${SOON}`);
    await page.getByRole('region', { name: 'Ada Rower' }).getByTitle('Time off').waitFor();
    await go(`therapists/${adaId}`, 'Ada Rower');
    await page.getByRole('button', { name: /^Cancel time off from/ }).click();
    await page.getByText('The time is given back.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Vacation:' }).waitFor({ state: 'detached' });
    const all = await slots();
    expect(all).toBeGreaterThan(5);

    await page.getByRole('button', { name: 'Add time off …' }).click();
    const form = page.getByRole('form', { name: 'Time off' });
    await choose(form, /Why$/, 'Training');
    await choose(form, /How long$/, 'From one time to another');
    await form.getByLabel('From', { exact: true }).fill(`${SOON}T10:00`);
    await form.getByLabel('There again').fill(`${SOON}T09:00`);
    await page.getByRole('button', { name: 'Save the time off' }).click();
    await form.getByText('The end (endsAt) must be after the start (startsAt).').waitFor();
    await form.getByLabel('There again').fill(`${SOON}T12:00`);
    await page.getByRole('button', { name: 'Save the time off' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Training:' }).getByText('12:00').waitFor();
    const left = await slots();
    expect([left < all, left > 0]).toEqual([true, true]);
    await page.getByRole('button', { name: /^Cancel time off from/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'Training:' }).waitFor({ state: 'detached' });
  });

  it('set one day otherwise, and let the weekly hours count again', async () => {
    await page.getByRole('button', { name: 'Other hours on a day …' }).click();
    await page.getByLabel('Date').fill(SOON);
    await page.getByRole('button', { name: 'Add hours', exact: true }).click();
    await page.getByLabel('the day, to').fill('10:00');
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Save the day' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Quay: 09:00–10:00' }).waitFor();
    expect(await slots()).toBe(1);
    await page.getByRole('button', { name: /^Weekly hours again on/ }).click();
    await page.getByText('The weekly hours count again.').waitFor();
    expect(await slots()).toBeGreaterThan(5);
  });

  it('keep what was typed of a therapist whom somebody else has changed, and archive them after asking', async () => {
    await manager.act(
      `mutation ($id: ID!) { editTherapist(input: { id: $id, version: ${await versionOf(adaId)}, name: "Ada Rover" }) { __typename } }`,
      { id: adaId },
    );
    await page.getByLabel('Name').fill('Ada R. Rower');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody else has changed this in the meantime.').waitFor();
    await page.getByText('Now stands: Ada Rover').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada R. Rower');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Ada R. Rower' }).waitFor();

    await page.getByRole('button', { name: 'Archive …' }).click();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('heading', { name: 'Ada R. Rower (archived)' }).waitFor();
    await expect(slots()).rejects.toThrow('There is no such therapist.');
    await page.getByRole('link', { name: 'All therapists' }).click();
    await page.getByRole('row').filter({ hasText: 'Ada R. Rower' }).getByText('archived').waitFor();
  });

  it('say a message in other words, with how it reads, and go back to those that ship', async () => {
    await go('texts', 'Texts');
    expect(await faults()).toEqual([]);
    const row = page.getByRole('row').filter({ hasText: 'Reminder of a visit' }).filter({ hasText: 'SMS' });
    await row.getByRole('link').click();
    await page.getByText('{{ first_name }}').waitFor();
    const text = page.getByRole('textbox', { name: 'Text' });
    await text.fill('See you soon, {{ surname }}: {{ link }}');
    await page.getByText('There is no {{ surname }}').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not saved: see what is marked.').waitFor();
    expect(await text.getAttribute('aria-invalid')).toBe('true');
    expect(await faults()).toEqual([]);

    await text.fill('See you soon, {{ first_name }}: {{ link }}');
    await page.getByText('See you soon, Robin: https://example.com/…').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();

    // Somebody else is quicker: what was typed stays, and what stands now is said beside it.
    await manager.act(
      `mutation { setMessageText(input: { key: APPOINTMENT_REMINDER, channel: SMS, version: 1, body: "Soon! {{ link }}" }) { __typename } }`,
    );
    await text.fill('Until soon, {{ first_name }}: {{ link }}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else has changed this in the meantime.').waitFor();
    await page.getByText('Now stands: Soon! {{ link }}').waitFor();
    expect(await text.inputValue()).toBe('Until soon, {{ first_name }}: {{ link }}');

    await page.getByRole('button', { name: 'Back to the text that ships …' }).click();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Back to the text that ships', exact: true }).click();
    await page.getByText('The text that ships goes out again.').waitFor();
    expect(await text.inputValue()).toContain('your appointment is on {{ date }}');
  });

  it('write a message in another language', async () => {
    await page.getByRole('textbox', { name: 'Language' }).fill('de');
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: 'Reminder of a visit: SMS, German' }).waitFor();
    await page.getByRole('textbox', { name: 'Text' }).fill('Bis bald, {{ first_name }}: {{ link }}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('There is none in this language yet.').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'All texts' }).click();
    await page.getByRole('row').filter({ hasText: 'SMS, German' }).getByText('your own').waitFor();
  });

  it('say how long records are kept', async () => {
    await go('retention', 'Retention of records');
    const form = page.getByRole('form', { name: 'Records in another jurisdiction' });
    await form.getByLabel('Jurisdiction').fill('Atlantis');
    await form.getByLabel('Years after the last visit').fill('12');
    await form.getByLabel('Years after turning 18').fill('6');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not saved: see what is marked.').waitFor();
    expect(await form.getByLabel('Jurisdiction').getAttribute('aria-invalid')).toBe('true');
    expect(await faults()).toEqual([]);
    await form.getByLabel('Jurisdiction').fill('CH');
    await form.getByRole('button', { name: 'Save' }).click();
    const saved = page.getByRole('form', { name: 'Records in CH' });
    expect(await saved.getByLabel('Years after the last visit').inputValue()).toBe('12');
    await saved.getByLabel('Years after the last visit').fill('10');
    await saved.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved: CH.').last().waitFor();
    const { retentionRules } = await manager.act<{ retentionRules: object[] }>(
      `query { retentionRules { jurisdiction years yearsAfterAdulthood version } }`,
    );
    expect(retentionRules).toContainEqual({ jurisdiction: 'CH', years: 10, yearsAfterAdulthood: 6, version: 2 });
  });
});
