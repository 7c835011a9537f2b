import type { Page } from 'playwright-core';
import { TestApi } from '../support/api.js';
import { issueBookLink } from '../support/book-link.js';
import { openBrowser, PHONE, seriousFaults } from '../support/browser.js';
import type { Device } from '../support/browser.js';
import { PlansClinic } from '../e2e/session-plans-clinic.js';

const WITHOUT_SCRIPTS: Device = { ...PHONE, javaScriptEnabled: false };
const SLOW = 120_000;
/** Of a button or link, in CSS pixels. */
const SMALLEST_TARGET = 44;

describe('booking from a reminder in a browser', () => {
  let api: TestApi;
  let plans: PlansClinic;
  let people = 0;

  beforeAll(async () => {
    api = await TestApi.start();
    plans = await PlansClinic.open(api, '2026-03-02T09:00:00Z');
    await plans.clinic.sql(`UPDATE clients SET given_name = 'Mira' WHERE practice_id = $1`, [plans.clinic.practiceId]);
    await plans.clinic.sql(`UPDATE clinics SET phone = '+49 30 123456', address = 'Am Kai 1' WHERE practice_id = $1`, [
      plans.clinic.practiceId,
    ]);
  });
  afterAll(async () => {
    await plans.clinic.close();
    await api.stop();
  });

  /** Of somebody who has been at ten, with the first therapist. */
  const linkOfSomebody = async (): Promise<{ path: string; by: string }> => {
    const clientId = plans.clinic.clientIds[people]!;
    people += 1;
    const { id: planId } = await plans.plan({ clientId });
    await plans.visit(`2026-02-0${people}T09:00:00Z`, 'completed', clientId);
    return issueBookLink(api, plans.clinic, { planId, clientId });
  };
  const press = (page: Page, button: string | RegExp): Promise<void> =>
    page.getByRole('button', { name: button }).first().click();
  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

  it.each([
    ['with scripts', PHONE],
    ['without scripts', WITHOUT_SCRIPTS],
  ])(
    'goes from the link to a visit on a phone %s, by way of another time',
    async (_, device) => {
      const link = await linkOfSomebody();
      const { context, close } = await openBrowser(device);
      const page = await context.newPage();
      await page.goto(`${api.url}${link.path}`);
      await press(page, 'Show times');
      expect(page.url()).toBe(`${api.url}${link.by}`);
      await press(page, /Wednesday, March 4, 10:\d\d AM, with Therapist 1/);
      expect(await heading(page)).toBe('Is this right?');
      expect(await page.getByText('Quay, Am Kai 1').isVisible()).toBe(true);
      await page.getByRole('link', { name: 'Choose another time' }).click();
      await page.getByRole('link', { name: 'Later days' }).click();
      await press(page, /Tuesday, March 17, .*, with Therapist 1/);
      await press(page, 'Book this time');
      expect(await heading(page)).toBe('Your visit is booked');
      expect(page.url()).toBe(`${api.url}${link.by}`);
      await press(page, 'Close this page');
      await page.goto(`${api.url}${link.path}`);
      expect(await heading(page)).toBe('This link does not work');
      await close();
    },
    SLOW,
  );

  it.each(['light', 'dark'] as const)(
    'has no page that keeps somebody out, in %s colours: by axe, on a phone, with thumbs, and nothing runs off its side',
    async (colorScheme) => {
      const link = await linkOfSomebody();
      const { context, close } = await openBrowser({ ...PHONE, colorScheme });
      const page = await context.newPage();
      const look = async (): Promise<void> => {
        expect([page.url(), await seriousFaults(page)]).toEqual([page.url(), []]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
        for (const target of await page.locator('button, a.button').all()) {
          const { height } = (await target.boundingBox())!;
          expect(height).toBeGreaterThanOrEqual(SMALLEST_TARGET);
          // What a button says fits in two lines: a time and a name do not run down a narrow one.
          expect(height).toBeLessThan(2 * SMALLEST_TARGET);
        }
      };
      await page.goto(`${api.url}${link.path}`);
      await look();
      await press(page, 'Show times');
      await look();
      await press(page, /with Therapist 1$/);
      await look();
      await press(page, 'Book this time');
      await look();
      await close();
    },
    SLOW,
  );
});
