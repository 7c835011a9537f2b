import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { oneTimeCode } from '../support/one-time-code.js';
import { PASSWORD } from '../support/api.js';

const SLOW = 120_000;
const FOLLOW_UP = `query { followUps(first: 5, done: true) { edges { node { doneBy } } } }`;

const CLIENT = `query ($id: ID!) { client(id: $id) { version phone address consents { channel purpose granted } } }`;
const RENAME = `mutation ($input: EditClientInput!) { editClient(input: $input) { ... on ClientPayload { client { version } } } }`;

interface ClientRecord {
  readonly version: number;
  readonly phone: string | null;
  readonly address: string | null;
  readonly consents: readonly object[];
}

describe('the pages of the console beside the day', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let manager: ConsolePerson;
  let page: Page;

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start('Europe/Berlin'), launchBrowser()]);
    manager = await run.addPerson('manager');
    const context = await browser.newContext({
      bypassCSP: true,
      locale: 'en-GB',
      viewport: { width: 1100, height: 800 },
    });
    page = await context.newPage();
    await run.clinic.sql(
      `INSERT INTO follow_ups (practice_id, id, kind, audience, subject_id, client_id, opened_at, due_at, updated_at)
       SELECT $1, gen_random_uuid(), 'sms_reply', 'management', gen_random_uuid(), $2, now() - interval '1 day', now() - interval '1 hour', now()`,
      [run.clinic.practiceId, run.clinic.clientIds[0]],
    );
    await signIn(page, `${run.url}/console/lists`, manager.email);
    await page.getByRole('navigation', { name: 'Lists' }).waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  it('show what waits for somebody, and take a task off the list once it is done', async () => {
    const task = page.getByRole('row').filter({ hasText: 'Read and answer an SMS' });
    await task.getByText('(overdue)').waitFor();
    await task.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Nothing is to be done.').waitFor();
    const { followUps } = await manager.act<{ followUps: { edges: { node: { doneBy: string } }[] } }>(FOLLOW_UP);
    expect(followUps.edges).toHaveLength(1);
  });

  it('have nothing on any list that keeps somebody from using it', async () => {
    const lists = page.getByRole('navigation', { name: 'Lists' }).getByRole('link');
    const names = await lists.allInnerTexts();
    expect(names).toEqual([
      ...[
        'Tasks',
        'Recall',
        'Waiting for a clearance',
        'To reassign',
        'Unsigned notes',
        'Failed messages',
        'Licences ending',
      ],
    ]);
    for (const name of names) {
      await lists.filter({ hasText: name }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await page.getByText('Loading …').waitFor({ state: 'detached' });
      expect([name, await seriousFaults(page)]).toEqual([name, []]);
    }
  });

  it('draw of a list of hundreds what is seen, read it as somebody goes, and keep the row that has the focus', async () => {
    const practiceId = run.clinic.practiceId;
    await run.clinic.sql(
      `INSERT INTO follow_ups (practice_id, id, kind, audience, subject_id, client_id, opened_at, due_at, updated_at)
       SELECT $1, gen_random_uuid(), 'sms_reply', 'management', gen_random_uuid(), $2, now(), now() + n * interval '1 minute', now()
       FROM generate_series(1, 300) n`,
      [practiceId, run.clinic.clientIds[0]],
    );
    await page.getByRole('link', { name: 'Recall' }).click();
    await page.getByRole('link', { name: 'Tasks' }).click();
    const rows = page.getByRole('row');
    await rows.nth(20).waitFor();
    await rows.nth(1).getByRole('button', { name: 'Done' }).focus();
    const last = page.locator('tr[aria-rowindex="301"]');
    // A page is read each time that its end is near.
    while (!(await last.isVisible())) {
      await page.mouse.wheel(0, 20_000);
      await page.waitForTimeout(20);
    }
    expect(await rows.filter({ has: page.locator(':focus') }).getAttribute('aria-rowindex')).toBe('2');
    expect(await rows.count()).toBeLessThan(100);
    await run.clinic.sql('DELETE FROM follow_ups WHERE practice_id = $1 AND done_at IS NULL', [practiceId]);
  });

  it('show a client by their page, save what is changed, and tell who comes too late', async () => {
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('combobox', { name: 'Client' }).fill('Number 1');
    await page.getByRole('option').filter({ hasText: 'Client Number 1' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Client Number 1' }).waitFor();
    await page.getByText('Loading …').waitFor({ state: 'detached' });
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByRole('checkbox', { name: 'by SMS' }).first().click({ force: true });
    await page.getByRole('textbox', { name: 'Telephone', exact: true }).fill('+49 30 765432');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.').waitFor();
    const id = page.url().split('/').at(-1)!;
    const { client } = await manager.act<{ client: ClientRecord }>(CLIENT, { id });
    expect(client.phone).toBe('+49 30 765432');
    expect(client.consents).toContainEqual({ channel: 'SMS', purpose: 'SERVICE', granted: true });

    // Somebody else is quicker.
    await manager.act(RENAME, { input: { id, version: client.version, givenName: 'Carla' } });
    await page.getByLabel('Address').fill('Quay 4');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/changed/)
      .waitFor();
    // What the other has written stands there, and what was typed is kept.
    await page.getByRole('heading', { name: 'Carla' }).waitFor();
    expect(await page.getByLabel('Given name').inputValue()).toBe('Carla');
    expect(await page.getByLabel('Address').inputValue()).toBe('Quay 4');
    expect((await manager.act<{ client: ClientRecord }>(CLIENT, { id })).client.address).toBeNull();
  });

  it('keep what a client likes, and make one record of two, and two again', async () => {
    const [, target] = run.clinic.clientIds;
    await page.getByRole('textbox', { name: 'Pressure' }).fill('9');
    await page.getByRole('button', { name: 'Save what they like' }).click();
    await page.locator('.react-aria-FieldError', { hasText: 'pressure' }).waitFor();
    await page.getByRole('textbox', { name: 'Pressure' }).fill('4');
    await page.getByLabel('Music').fill('rain');
    await page.getByRole('button', { name: 'Save what they like' }).click();
    await page.getByText('What they like is saved.').waitFor();
    const id = page.url().split('/').at(-1)!;
    const likes = `query ($id: ID!) { client(id: $id) { preferences { pressure music } } }`;
    expect(await manager.act(likes, { id })).toEqual({ client: { preferences: { pressure: 4, music: 'rain' } } });

    await page.getByRole('button', { name: 'Merge into another record …' }).click();
    await page.getByRole('combobox', { name: 'Client' }).fill('Number 2');
    await page.getByRole('option').filter({ hasText: 'Client Number 2' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('heading', { name: 'Client Number 2' }).waitFor();
    expect(page.url()).toContain(target!);
    await page.getByText('Stands for Carla').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take the merge back' }).click();
    await page.getByText('They are two again.').waitFor();
    await page.getByText('Stands for Carla').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Archive …' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('heading', { name: '(archived)' }).waitFor();
    await page.getByRole('button', { name: 'Take into use again' }).click();
    await page.getByText('In use again.').waitFor();
  });

  it('list where one is signed in, and end what one does not want', async () => {
    // The manager's own session beside the browser: it acts through the API.
    await page.goto(`${run.url}/console/account`);
    await page.getByRole('row').filter({ hasText: 'node' }).getByRole('button', { name: 'End' }).click();
    await page.getByText('Ended.').waitFor();
    await expect(manager.act(FOLLOW_UP)).rejects.toThrow('UNAUTHENTICATED');
  });

  it('turn a second factor on, which the next sign-in asks for', async () => {
    await page.getByRole('button', { name: 'Turn it on …' }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'The key as a QR code' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const secret = await page.locator('.secret').innerText();
    await page.getByLabel('Code of the authenticator app').fill(oneTimeCode(secret, Date.now()));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I have kept them' }).waitFor();
    const codes = await page.getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('It is on. 10 recovery codes are left.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You have signed out.').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code').fill(codes[0]!);
    await page.keyboard.press('Enter');
    await page.getByText('It is on. 9 recovery codes are left.').waitFor();
  });
});
