import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { PASSWORD } from '../support/api.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const HOUR = 3_600_000;
/** Autosave comes within two seconds, and the machine may be busy. */
const SAVED = { timeout: 20_000 };

const DRAFT = `query ($id: ID!) { sessionNoteDraft(appointmentId: $id) { version content { subjective objective plan
  findings { region side kind intensity } consent { treatment } scoresBefore { instrument value } recommendation { interval } } } }`;
const NOTE = `query ($id: ID) { sessionNote(appointmentId: $id) { content { plan consent { written { region signedBy signedAt } }
  techniques { technique pressure minutes sites { region side } } } addenda { sequence reason text } } }`;
const EVENTS = `query ($id: ID!) { adverseEvents(clientId: $id) { edges { node { kind severity description appointmentId } } } }`;

interface Draft {
  readonly version: number;
  readonly content: Readonly<Record<string, unknown>>;
}

describe('the session note at the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let context: BrowserContext;
  let therapist: ConsolePerson;
  let page: Page;
  let visitId: string;
  let startsAt: Date;
  let otherVisitId: string;
  const faults: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start('Europe/Berlin'), launchBrowser()]);
    therapist = await run.addPerson('therapist', run.clinic.therapistIds[0]);
    const clientId = run.clinic.clientIds[0]!;
    startsAt = new Date(Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR);
    visitId = await addVisit(run.clinic, { clientId, startsAt, status: 'completed' });
    const next = new Date(startsAt.getTime() + HOUR);
    otherVisitId = await addVisit(run.clinic, { clientId, startsAt: next, status: 'completed' });
    context = await browser.newContext({ bypassCSP: true, locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    context.on('page', (opened) => opened.on('pageerror', (error) => faults.push(String(error))));
    page = await context.newPage();
    await signIn(page, `${run.url}/console/lists/unsigned`, therapist.email);
    await page.getByRole('link', { name: 'not begun' }).first().waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const section = (name: string, on: Page = page): Locator => on.getByRole('region', { name, exact: true });
  const text = (label: string, on: Page = page): Locator => on.getByLabel(label, { exact: true });
  const status = (words: string | RegExp, on: Page = page): Promise<void> =>
    on.getByRole('status').filter({ hasText: words }).waitFor(SAVED);
  const draft = async (): Promise<Draft> =>
    (await therapist.act<{ sessionNoteDraft: Draft }>(DRAFT, { id: visitId })).sessionNoteDraft;
  const place = (name: string | RegExp, on: Locator = section('Findings')): Locator =>
    on.getByRole('group', { name: 'Front' }).getByRole('button', { name });
  const strength = (degree: string): Locator =>
    page.getByRole('radiogroup', { name: /^How strong/ }).getByRole('radio', { name: degree, exact: true });
  const openSecond = async (): Promise<Page> => {
    const second = await context.newPage();
    await second.goto(`${run.url}/console/notes/${visitId}`);
    await text('What comes next', second).waitFor();
    return second;
  };

  it(
    'is come to from the list, written by keyboard and by clicking the map, and found again after a reload',
    async () => {
      await page.locator(`a[href$="${visitId}"]`).click();
      await text('What the client tells').focus();
      await page.keyboard.type('Stiff since Monday.');
      await press('Tab');
      await press('Space'); // the consent is given
      // From the head down to the neck, and what is found there.
      await place('Head, centre').focus();
      for (let steps = 0; steps < 6 && (await place(/^Neck/).and(page.locator(':focus')).count()) === 0; steps += 1)
        await press('ArrowDown');
      await press('Enter');
      await page.getByRole('dialog', { name: /^Neck, / }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await press('ArrowRight'); // a trigger point
      await press('Tab');
      await press('ArrowRight');
      await press('ArrowRight');
      await press('Enter');
      await place(/^Neck, .*: trigger point \d\/10$/)
        .and(page.locator(':focus'))
        .waitFor();
      await place('Knee, left').click();
      await strength('7').check({ force: true });
      await page.getByRole('radio', { name: 'Both sides' }).check({ force: true });
      await page.getByRole('button', { name: 'Mark it' }).click();
      await section('Findings').getByRole('listitem').filter({ hasText: 'Knee, both sides: tension 7/10' }).waitFor();
      expect(await place(/^Knee, right: tension 7\/10$/).count()).toBe(1);
      await text('Pain, before').fill('6');
      await text('Come again every').fill('2');
      await status(/Saved \d\d:\d\d/);

      await page.reload();
      await text('What the client tells').waitFor();
      expect(await text('What the client tells').inputValue()).toBe('Stiff since Monday.');
      expect(await page.getByRole('radio', { name: 'Given' }).isChecked()).toBe(true);
      expect(await text('Pain, before').inputValue()).toBe('6');
      expect((await draft()).content).toMatchObject({
        subjective: 'Stiff since Monday.',
        consent: { treatment: 'GIVEN' },
        findings: [
          { region: 'NECK', kind: 'TRIGGER_POINT' },
          { region: 'KNEE', side: 'BOTH', kind: 'TENSION', intensity: 7 },
        ],
        scoresBefore: [{ instrument: 'PAIN', value: 6 }],
        recommendation: { interval: 'P2W' },
      });
      expect(await seriousFaults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await seriousFaults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
    },
    SLOW,
  );

  it(
    'tells the one of two tabs that saves later, and loses the words of neither',
    async () => {
      const second = await openSecond();
      await text('What comes next', second).fill('Of the second tab.');
      await status(/Saved/, second);
      const { version } = await draft();
      await text('What comes next').fill('Of the first tab.');
      const conflict = page.getByRole('alert').filter({ hasText: 'You have saved this draft elsewhere' });
      await conflict.waitFor(SAVED);
      expect(await conflict.getByRole('listitem').allInnerTexts()).toEqual(['Plan: not the same']);
      expect(await draft()).toMatchObject({ version, content: { plan: 'Of the second tab.' } });

      await page.getByRole('button', { name: 'Keep mine' }).click();
      await status(/Saved/);
      expect(await draft()).toMatchObject({ version: version + 1, content: { plan: 'Of the first tab.' } });
      await page.getByRole('button', { name: 'Bring it back' }).click();
      expect(await text('What comes next').inputValue()).toBe('Of the second tab.');
      await page.getByRole('button', { name: 'Bring it back' }).click();
      await status(/Saved/);

      await text('What you see and feel', second).fill('Seen at the second tab.');
      await second.getByRole('button', { name: 'Show theirs' }).click(SAVED);
      expect(await text('What comes next', second).inputValue()).toBe('Of the first tab.');
      expect(await text('What you see and feel', second).inputValue()).toBe('');
      await second.getByRole('button', { name: 'Bring it back' }).click();
      expect(await text('What you see and feel', second).inputValue()).toBe('Seen at the second tab.');
      await status(/Saved/, second);
      await second.close();
      await page.reload();
      await text('What you see and feel').waitFor();
      expect(await text('What you see and feel').inputValue()).toBe('Seen at the second tab.');
    },
    SLOW,
  );

  it(
    'keeps what is typed while the network is away, asks before the page is closed, and saves it when it is back',
    async () => {
      await context.setOffline(true);
      await text('What you make of it').fill('Typed in a tunnel.');
      await status(/Not saved: The program does not answer/);
      const asked = page.waitForEvent('dialog');
      const closing = page.close({ runBeforeUnload: true });
      expect((await asked).type()).toBe('beforeunload');
      await (await asked).dismiss();
      await closing;
      await context.setOffline(false);
      await status(/Saved/);
      await page.reload();
      await text('What you make of it').waitFor();
      expect(await text('What you make of it').inputValue()).toBe('Typed in a tunnel.');
    },
    SLOW,
  );

  it(
    'has the last words again after another tab has ended the session',
    async () => {
      const second = await openSecond();
      await second.getByRole('button', { name: 'Sign out' }).click();
      await second.getByLabel('Password').waitFor();
      await second.close();
      await text('What comes next').fill('Written after the end.');
      await page.getByLabel('Password').fill(PASSWORD, SAVED);
      expect(await page.getByText('Written after the end.').count()).toBe(0);
      await press('Enter');
      await text('What comes next').waitFor(SAVED);
      expect(await text('What comes next').inputValue()).toBe('Written after the end.');
      await status(/Saved/);
      expect((await draft()).content).toMatchObject({ plan: 'Written after the end.' });
    },
    SLOW,
  );

  it(
    'is for its therapist alone while it is a draft',
    async () => {
      const stranger = await run.addPerson('therapist', run.clinic.therapistIds[1]);
      const theirs = await browser.newPage();
      await signIn(theirs, `${run.url}/console/notes/${visitId}`, stranger.email);
      await theirs.locator('main').getByRole('alert').waitFor(SAVED);
      expect(await theirs.getByRole('textbox').count()).toBe(0);
      expect(await theirs.getByText('Written after the end.').count()).toBe(0);
      await theirs.close();
    },
    SLOW,
  );

  it(
    'is not signed before it is whole, and says where what is missing',
    async () => {
      await text('What comes next').fill('');
      await page.getByRole('button', { name: 'Sign …' }).click();
      await page.getByRole('alertdialog', { name: 'Sign this note?' }).waitFor(SAVED);
      expect(await seriousFaults(page)).toEqual([]);
      await press('Enter');
      const problems = page.getByRole('alert').filter({ hasText: 'Before you can sign:' });
      await problems.getByRole('link', { name: 'Plan: Fill in plan before you sign.' }).click(SAVED);
      await section('Plan').and(page.locator(':focus')).waitFor();
      await section('Plan').getByText('Fill in plan before you sign.').waitFor();
      await section('Techniques').getByText('Say which techniques were used.').waitFor();
      await text('What comes next').fill('Again in two weeks.');
      await problems.getByRole('link', { name: /^Plan/ }).waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Add a technique' }).click();
      await page.getByRole('option', { name: 'Swedish (as booked)' }).click();
      await page.getByRole('radio', { name: '3', exact: true }).check({ force: true });
      await text('Minutes').fill('50');
      await page.getByRole('button', { name: 'Where …' }).click();
      const map = page.getByRole('group', { name: 'Body map of Swedish' });
      const gluteal = map.getByRole('button', { name: 'Gluteal, left' });
      await gluteal.click();
      expect(await gluteal.getAttribute('aria-pressed')).toBe('true');
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: 'Sign …' }).click();
      await page.getByRole('button', { name: 'Sign it' }).click(SAVED);
      await section('Consent').getByText('needs a consent in writing for this session: gluteal').waitFor(SAVED);
    },
    SLOW,
  );

  it(
    'is signed with the consent in writing, only read from then on, and added to',
    async () => {
      await page.getByRole('button', { name: 'Consent in writing for an area …' }).click();
      await page.getByRole('button', { name: /Area/ }).click();
      await page.getByRole('option', { name: 'Gluteal' }).click();
      await text('Signed by').fill('Client Number 1');
      await page.getByRole('button', { name: 'Add it' }).click();
      await page.getByRole('button', { name: 'Sign …' }).click();
      await page.getByRole('button', { name: 'Sign it' }).click(SAVED);
      const note = page.getByRole('article', { name: /^Session note of/ });
      await note.getByText('Again in two weeks.').waitFor(SAVED);
      expect(await page.getByRole('textbox').count()).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);

      await page.getByRole('button', { name: 'Add an addendum …' }).click();
      await text('Why the note needs it').fill('Forgotten');
      await text('What is to be added or put right').fill('The right hip was stiff too.');
      await page.getByRole('button', { name: 'Add it' }).click();
      await note.getByRole('heading', { name: 'Addendum 1' }).waitFor();
      await page.getByRole('button', { name: 'Something went wrong …' }).click();
      await page.getByRole('textbox', { name: 'What happened' }).fill('A bruise at the hip.');
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Record it' }).click();
      await page.getByText('Recorded.').waitFor();

      const { sessionNote } = await therapist.act<{ sessionNote: object }>(NOTE, { id: visitId });
      expect(sessionNote).toEqual({
        content: {
          plan: 'Again in two weeks.',
          consent: { written: [{ region: 'GLUTEAL', signedBy: 'Client Number 1', signedAt: startsAt.toISOString() }] },
          techniques: [
            { technique: 'SWEDISH', pressure: 3, minutes: 50, sites: [{ region: 'GLUTEAL', side: 'LEFT' }] },
          ],
        },
        addenda: [{ sequence: 1, reason: 'Forgotten', text: 'The right hip was stiff too.' }],
      });
      const { adverseEvents } = await therapist.act<{ adverseEvents: object }>(EVENTS, {
        id: run.clinic.clientIds[0],
      });
      expect(adverseEvents).toEqual({
        edges: [
          {
            node: {
              ...{ kind: 'BRUISING', severity: 'MILD', appointmentId: visitId },
              description: 'A bruise at the hip.',
            },
          },
        ],
      });
    },
    SLOW,
  );

  it(
    'begins from the last one at a telephone, where it fits the width and a thumb',
    async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${run.url}/console/notes/${otherVisitId}`);
      await page.getByRole('button', { name: 'Start from the last note' }).click();
      await status(/Saved/);
      expect(await text('What comes next').inputValue()).toBe('Again in two weeks.');
      expect(await page.getByRole('radio', { name: 'Given' }).isChecked()).toBe(false);
      await page
        .getByRole('radio', { name: 'Back' })
        .or(page.getByRole('button', { name: 'Back' }))
        .first()
        .click();
      await section('Findings')
        .getByRole('group', { name: 'Back' })
        .getByRole('button', { name: 'Upper back, left' })
        .click();
      await strength('4').check({ force: true });
      expect(await page.evaluate(smallTargets)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.getByRole('button', { name: 'Mark it' }).click();
      await section('Findings').getByRole('listitem').filter({ hasText: 'Upper back, left: tension 4/10' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await page.evaluate(smallTargets)).toEqual([]);
      expect(await seriousFaults(page)).toEqual([]);
    },
    SLOW,
  );

  it('leaves nothing of all that in what a browser keeps', async () => {
    const kept = await page.evaluate(async () => ({
      storages: [localStorage.length, sessionStorage.length],
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
    }));
    expect(kept).toEqual({ storages: [0, 0], databases: [], caches: [] });
    expect(faults).toEqual([]);
  });
});

/** What one is to hit with a thumb and is lower than 44 px (of the map, which has many places: 42), beside what stands in the bar on top. */
function smallTargets(): string[] {
  const targets = document.querySelectorAll<HTMLElement>(
    'main button, main .chip, main input:not([type=radio]), main a',
  );
  return [...targets]
    .map((target) => ({ target, box: target.getBoundingClientRect() }))
    .filter(
      ({ target, box }) =>
        box.height > 0 &&
        box.height < (target.matches('.place') ? 42 : 44) &&
        !target.closest('[class*="visually"], label'),
    )
    .map(({ target, box }) => `${target.outerHTML.slice(0, 90)} ${box.height}`);
}
