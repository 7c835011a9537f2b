import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { BodyRegion, BodySide } from '../../src/modules/practices/domain/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { FULL, SAVE, SIGN } from '../e2e/session-notes-room.js';
import type { Answer } from '../e2e/session-notes-room.js';
import { TestApi } from '../support/api.js';
import { launchBrowser, PHONE, seriousFaults } from '../support/browser.js';
import { checkInLink, CheckInWorker, WELL } from '../support/check-ins.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';
import { at, dateOf, MORNING_ZONE } from '../support/days.js';
import { Phone } from '../support/phone.js';
import { noteRisks } from '../support/screening.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
/** What the browser itself says of an answer that is an error. */
const NETWORK = /Failed to load resource/;
const ARRIVE = `mutation ($id: ID!) { arriveAppointment(id: $id, anythingNew: NOTHING_NEW) { __typename } }`;
const CONTEXT: BrowserContextOptions = { viewport: PHONE.viewport, locale: 'en-GB', timezoneId: 'Asia/Kathmandu' };

describe('the therapist’s pages of the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let therapist: ConsolePerson;
  let desk: ConsolePerson;
  let page: Page;
  /** The client of today's first visit, and that visit. */
  let clientId: string;
  let visitId: string;
  const faults: string[] = [];

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start(MORNING_ZONE), launchBrowser()]);
    [therapist, desk] = [
      await run.addPerson('therapist', run.clinic.therapistIds[0]),
      await run.addPerson('front_desk'),
    ];
    clientId = run.clinic.clientIds[0]!;
    await happenedBefore();
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

  /** Two days ago: a session, its signed note, what the client said a day later, and what they have answered since. */
  const happenedBefore = async (): Promise<void> => {
    const { practiceId, sql } = run.clinic;
    const [api, worker] = await Promise.all([TestApi.on(run.database), CheckInWorker.over(run.database)]);
    await sql(`UPDATE clients SET preferred_pressure = 2, preferred_music = 'rain' WHERE id = $1`, [clientId]);
    const appointmentId = await addVisit(run.clinic, {
      ...{ clientId, status: 'completed', startsAt: at(dateOf(-2), '09:00') },
    });
    worker.now = at(dateOf(-2), '10:05');
    await worker.tell(practiceId, 'appointment.completed', { appointmentId });
    api.clock.offset = Date.parse(at(dateOf(-1), '10:10')) - Date.now();
    const phone = new Phone(api);
    const { path } = await checkInLink(api, run.clinic, appointmentId);
    const form = await phone.submit(await phone.get(path));
    await phone.submit(form, {
      ...WELL,
      'a.soreness': '6',
      'a.sites': 'neck:left',
      'a.remark': 'Like after hard sport.',
    });
    api.clock.offset = 0;
    const { saveSessionNoteDraft } = await therapist.act<Record<string, Answer>>(SAVE, {
      input: { appointmentId, note: FULL },
    });
    const { id, version } = saveSessionNoteDraft!.draft!;
    await therapist.act(SIGN, { id, version });
    const site = { region: BodyRegion.LOWER_LEG, side: BodySide.LEFT };
    const present = [{ risk: RiskCode.FRACTURE, sites: [site] }];
    await noteRisks(api, { practiceId, clientId, present });
    await Promise.all([api.stop(), worker.stop()]);
  };
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
