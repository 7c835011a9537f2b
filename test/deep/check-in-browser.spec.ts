import type { Page } from 'playwright-core';
import { TestApi } from '../support/api.js';
import { openBrowser, PHONE, seriousFaults } from '../support/browser.js';
import { checkInLink, CheckInWorker } from '../support/check-ins.js';
import type { CheckInLink } from '../support/check-ins.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;

describe('a check-in in a browser', () => {
  let api: TestApi;
  let worker: CheckInWorker;
  let clinic: ClinicFixture;
  let people = -1;

  beforeAll(async () => {
    api = await TestApi.start();
    worker = await CheckInWorker.over(api.database);
    clinic = await createClinic(api.database);
    await clinic.sql(`UPDATE clients SET given_name = 'Mira' WHERE practice_id = $1`, [clinic.practiceId]);
  });
  afterAll(async () => {
    await clinic.close();
    await worker.stop();
    await api.stop();
  });

  /** After a first treatment a day ago: the one ask there is, with pain, sleep and mood. */
  const link = async (): Promise<CheckInLink> => {
    people += 1;
    const startsAt = new Date(Date.now() - (30 + 2 * people) * 3_600_000);
    const id = await addVisit(clinic, { clientId: clinic.clientIds[people]!, status: 'completed', startsAt });
    await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId: id });
    return checkInLink(api, clinic, id);
  };
  const choose = (page: Page, question: string, label: string): Promise<void> =>
    page.getByRole('group', { name: question }).getByLabel(label, { exact: true }).first().check();
  const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button }).click();
  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

  it.each([
    ['with scripts', PHONE],
    ['without scripts', { ...PHONE, javaScriptEnabled: false }],
  ])(
    'is answered on one page of a phone %s, and says what to do',
    async (_, device) => {
      const to = await link();
      const { context, close } = await openBrowser(device);
      const page = await context.newPage();
      await page.goto(`${api.url}${to.path}`);
      await press(page, 'Answer');
      expect(page.url()).toBe(`${api.url}${to.by}`);
      await press(page, 'Send');
      expect(await page.getByRole('link', { name: 'How sore are you now?' }).isVisible()).toBe(true);
      await choose(page, 'How sore are you now?', '3');
      await choose(page, 'Have you noticed any of these since your visit?', 'None of these');
      await choose(page, 'How is it compared with yesterday?', 'Better');
      await choose(page, 'Do you have bruises from the visit?', 'No');
      await page.getByText('Head and neck').click();
      const map = page.getByRole('group', { name: 'Where are you sore?' });
      await map.getByRole('group', { name: 'Neck' }).getByLabel('Left').check();
      await choose(page, 'How is your mood?', '8');
      await page.getByLabel('Is there anything else').fill('Lighter <b>now</b>');
      await press(page, 'Send');
      expect(await heading(page)).toBe('Thank you');
      for (const said of ['3 / 10', 'Neck: left', '8 / 10', 'Lighter <b>now</b>']) {
        expect(await page.getByText(said, { exact: true }).isVisible()).toBe(true);
      }
      await page.goto(`${api.url}${to.by}`);
      expect(await heading(page)).toBe('Thank you');
      await press(page, 'Close');
      await page.goto(`${api.url}${to.path}`);
      expect(await heading(page)).toBe('This link does not work');
      await close();
    },
    SLOW,
  );

  it.each(['light', 'dark'] as const)(
    'has no serious fault for anybody, on any of its pages, in %s',
    async (colorScheme) => {
      const to = await link();
      const { context, close } = await openBrowser({ ...PHONE, colorScheme });
      const page = await context.newPage();
      const faults: Record<string, unknown> = {};
      const look = async (name: string): Promise<void> => {
        faults[name] = await seriousFaults(page);
        // One screen wide: nobody scrolls sideways.
        const wider = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        );
        expect([name, wider]).toEqual([name, false]);
      };
      await page.goto(`${api.url}${to.path}`);
      await look('landing');
      await press(page, 'Answer');
      await look('questions');
      await press(page, 'Send');
      await look('problems');
      await choose(page, 'Have you noticed any of these since your visit?', 'Chest pain');
      await press(page, 'Send');
      expect(await page.getByRole('alert').innerText()).toContain('Please get medical help now');
      expect(await page.getByRole('link', { name: 'Call 112' }).getAttribute('href')).toBe('tel:112');
      await look('help');
      await press(page, 'Close');
      await look('closed');
      expect(faults).toEqual({ landing: [], questions: [], problems: [], help: [], closed: [] });
      await close();
    },
    SLOW,
  );
});
