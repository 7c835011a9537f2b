import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser, PHONE, seriousFaults } from '../support/browser.js';
import { tellHistory } from '../support/client-history.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { at, dateOf, MORNING_ZONE } from '../support/days.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
/** What the browser itself says of an answer that is an error. */
const NETWORK = /Failed to load resource/;
const ARRIVE = `mutation ($id: ID!) { arriveAppointment(id: $id, anythingNew: NOTHING_NEW) { __typename } }`;
const PLANS = `query ($clientId: ID!) { sessionPlans(clientId: $clientId) { status } }`;
/** Words of the record, some of which would tell of the client. */
const CLINICAL = /neck|broken|sore|pain|bruis|screening|intake|note|plan/i;
const CONTEXT: BrowserContextOptions = { viewport: PHONE.viewport, locale: 'en-GB', timezoneId: 'Asia/Kathmandu' };

describe('the therapist’s pages of the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let therapist: ConsolePerson;
  let desk: ConsolePerson;
  let colleague: ConsolePerson;
  let page: Page;
  /** The client of today's first visit, and that visit. */
  let clientId: string;
  let visitId: string;
  const faults: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start(MORNING_ZONE), launchBrowser()]);
    [therapist, colleague, desk] = [
      await run.addPerson('therapist', run.clinic.therapistIds[0]),
      await run.addPerson('therapist', run.clinic.therapistIds[1]),
      await run.addPerson('front_desk'),
    ];
    clientId = run.clinic.clientIds[0]!;
    await tellHistory(run, therapist);
    visitId = await addVisit(run.clinic, { clientId, startsAt: at(dateOf(0), '12:00') });
    await addVisit(run.clinic, { clientId: run.clinic.clientIds[1]!, startsAt: at(dateOf(0), '14:00') });
    page = await open();
    await signIn(page, `${run.url}/console`, therapist.email);
    await card('Number 1').waitFor();
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ ...CONTEXT, ...options });
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
    return opened;
  };
  const card = (name: string): Locator => page.getByRole('article').filter({ hasText: name });
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  /** In light and in dark. */
  const expectFit = async (): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await seriousFaults(page)]).toEqual([colorScheme, []]);
    }
    expect(await overflow()).toBe(0);
  };

  describe('my day', () => {
    it('is where a therapist lands, and says of each visit what to heed', async () => {
      expect(new URL(page.url()).pathname).toBe('/console/my-day');
      const said = await card('Number 1').innerText();
      expect(said).toContain('12:00–13:00 Client Number 1');
      for (const words of [
        ...['Swedish 60 · Room 1', 'Likes: pressure 2, music: rain', 'clearance needed', 'A broken bone.'],
        ...['Avoid the site. Where: Lower leg, left.', 'Sore 6/10 at 24 h', 'Neck, left: tension, 6/10'],
        ...['Plan: Again in two weeks, neck first.', 'Note: ○ not begun'],
      ]) {
        expect(said).toContain(words);
      }
      expect(await card('Number 2').innerText()).toContain('? not screened');
    });

    it('fits a telephone, in light and in dark, with targets for thumbs', async () => {
      await expectFit();
      const heights = await page
        .locator('.my-day :is(button, a, input)')
        .evaluateAll((targets) => targets.map((target) => target.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    });

    it('shows within a second or two what the desk does', async () => {
      await desk.act(ARRIVE, { id: visitId });
      await card('Number 1').getByText('● arrived').waitFor({ timeout: 2_500 });
    });

    it('takes the therapist’s decision for a visit, and says first why it cannot be taken', async () => {
      const mine = card('Number 1');
      await mine.getByRole('button', { name: 'Decide for this visit …' }).press('Enter');
      const form = page.getByRole('form', { name: 'Decision for this visit' });
      await form.getByRole('textbox', { name: 'Why you go ahead' }).fill('Her doctor agrees: not near the leg.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await form.getByRole('alert').waitFor();
      await expectFit();
      await form.getByRole('checkbox', { name: 'Without the clearance' }).focus();
      await page.keyboard.press('Space');
      await form.getByRole('button', { name: 'Go ahead with the visit' }).press('Enter');
      await mine.getByText('△ adapt the session').waitFor();
      await mine.getByText('decided for this visit').first().waitFor();
      await mine.getByRole('button', { name: 'Start the session' }).press('Enter');
      await mine.getByText('▶ in session').waitFor();
    });

    it('goes to other days, and to the board', async () => {
      await page.getByRole('button', { name: 'The day before' }).click();
      await page.getByText('You have no visits on this day.').waitFor();
      await page.getByRole('button', { name: 'The day before' }).click();
      await card('Number 1').getByText('Note: ✓ signed').waitFor();
      await page.getByRole('link', { name: 'Day', exact: true }).click();
      await page.locator('.board').waitFor();
      await page.getByRole('link', { name: 'My day' }).click();
      await card('Number 2').waitFor();
    });
  });

  describe('the clinical record', () => {
    const goTo = (part: string): Promise<void> =>
      page.getByRole('navigation', { name: 'Parts of the record' }).getByRole('link', { name: part }).press('Enter');
    const heading = (name: string): Locator => page.getByRole('heading', { name, level: 1 });
    const main = (): Locator => page.locator('main');

    it('opens from the day, with the signed notes to be read', async () => {
      await card('Number 1').getByRole('link', { name: 'Record' }).press('Enter');
      await heading('Session notes').waitFor();
      await main().getByText('Client Number 1').waitFor();
      await main().getByRole('button', { name: '09:00' }).press('Enter');
      const note = page.getByRole('dialog', { name: 'Session note' });
      await note.getByText('Stiff neck since Monday.').waitFor();
      await expectFit();
      await page.keyboard.press('Escape');
      await note.waitFor({ state: 'detached' });
      await expectFit();
    });

    it('shows an intake note, and what the client would rather not say', async () => {
      await goTo('Intake notes');
      await main().getByRole('button').press('Enter');
      const note = page.getByRole('dialog', { name: /^Intake note of/ });
      await note.getByText('Signed: Mira Berg').waitFor();
      expect(await note.getByText('Would rather not say.').count()).toBe(2);
      await note.getByText('3 of 10').waitFor();
      await expectFit();
      await note.getByRole('button', { name: 'Close' }).press('Enter');
    });

    it('draws the scores as an image that says them in words, beside their figures', async () => {
      await goTo('Outcomes');
      const chart = page.getByRole('img', { name: /^Pain/ });
      await chart.waitFor();
      expect(await chart.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(
        800,
      );
      const rows = await page.getByRole('table', { name: 'Pain' }).getByRole('row').allInnerTexts();
      expect(rows.map((row) => row.split('\t').slice(1))).toEqual([
        ['Score', 'Change', 'Since the first'],
        ['6', '', ''],
        ['3', '−3, better, meaningful', '−3, better, meaningful'],
        ['3', '−3, better, meaningful', '−3, better, meaningful'],
      ]);
      await expectFit();
    });

    it('takes a plan from its proposal to its being live, and says why a second one is not taken', async () => {
      await goTo('Plan');
      const propose = async (): Promise<void> => {
        await page.getByRole('button', { name: 'Propose a plan …' }).press('Enter');
        await page.getByRole('button', { name: 'Propose it' }).press('Enter');
      };
      await propose();
      await page.getByRole('button', { name: 'Accept the plan' }).press('Enter');
      await page.getByRole('heading', { name: 'Acute pain or a specific issue: live' }).waitFor();
      await propose();
      await page.getByRole('form', { name: 'A plan' }).getByRole('alert').waitFor();
      await expectFit();
      await page.getByRole('button', { name: 'Back' }).press('Enter');
      await page.getByRole('button', { name: 'Pause' }).press('Enter');
      await page.getByRole('heading', { name: 'Acute pain or a specific issue: paused' }).waitFor();
      const { sessionPlans } = await therapist.act<{ sessionPlans: object[] }>(PLANS, { clientId });
      expect(sessionPlans).toEqual([{ status: 'PAUSED' }]);
    });

    it('shows what the client said, what went wrong, and files to be saved', async () => {
      await goTo('Check-ins');
      await main().getByText('Like after hard sport.').waitFor();
      await main().getByText('soreness 6/10, Neck, left').waitFor();
      await expectFit();
      await goTo('What went wrong');
      await main().getByText('A blue spot.').waitFor();
      await goTo('Files');
      const saved = page.waitForEvent('download');
      await main().getByRole('button', { name: 'Überweisung.pdf' }).press('Enter');
      expect((await saved).suggestedFilename()).toBe('Überweisung.pdf');
      await expectFit();
    });

    it('keeps clearances, which screening goes by', async () => {
      await goTo('Clearances');
      await page.getByRole('button', { name: 'Record one …' }).press('Enter');
      await page.getByRole('textbox', { name: 'Who gave it' }).fill('Dr. Abel');
      await page.getByLabel('Given on').fill(dateOf(-1));
      await page.getByLabel('Its last day').fill(dateOf(60));
      await page.getByRole('checkbox', { name: 'Swedish' }).press('Space');
      await expectFit();
      await page.getByRole('button', { name: 'Record it' }).press('Enter');
      await main().getByText('✓ given').waitFor();
      await goTo('Screening');
      await page.getByRole('button', { name: 'Service' }).press('Enter');
      await page.getByRole('option', { name: 'Swedish 60' }).press('Enter');
      await page.getByRole('region', { name: 'Another service or date' }).getByText('lifted by a clearance').waitFor();
      await expectFit();
    });

    it('opens to who does not treat the client once they have said why', async () => {
      const other = await open();
      await signIn(other, `${run.url}/console/clients/${clientId}/record`, colleague.email);
      await other.getByRole('heading', { name: 'You do not treat this client' }).waitFor();
      expect(await other.locator('main').innerText()).not.toMatch(CLINICAL);
      expect(await seriousFaults(other)).toEqual([]);
      const reason = other.getByRole('textbox', { name: 'Why must it be read?' });
      await reason.fill('Because');
      await other.getByRole('button', { name: 'Open the record' }).press('Enter');
      await other.locator('.react-aria-FieldError').waitFor();
      await reason.fill('She fainted, and her own therapist is away');
      await other.getByRole('button', { name: 'Open the record' }).press('Enter');
      await other.getByText('Again in two weeks, neck first.').waitFor();
      const breaks = await run.clinic.sql('SELECT client_id AS "clientId" FROM glass_breaks');
      expect(breaks).toEqual([{ clientId }]);
      await other.context().close();
    });

    it('is told to nobody at the desk, who gets a sentence at its address', async () => {
      const other = await open();
      await signIn(other, `${run.url}/console/clients/${clientId}/record`, desk.email);
      await other.getByRole('alert').waitFor();
      const said = await other.locator('main').innerText();
      expect(said).toMatch(/^[A-Z].*\.$/);
      expect(said).not.toMatch(CLINICAL);
      await other.goto(`${run.url}/console/clients/${clientId}`);
      await other.getByRole('heading', { name: 'Client Number 1' }).waitFor();
      expect(await other.getByRole('link', { name: 'Clinical record' }).count()).toBe(0);
      await other.context().close();
    });
  });

  it('leave nothing in storage, and break nothing', async () => {
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
    }));
    expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
    expect(faults).toEqual([]);
  });
});
