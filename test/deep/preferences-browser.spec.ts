import type { Locator, Page } from 'playwright-core';
import { TestApi } from '../support/api.js';
import { openBrowser, PHONE, seriousFaults } from '../support/browser.js';
import type { Device } from '../support/browser.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { preferencesLink } from '../support/preferences-link.js';
import type { PreferencesLink } from '../support/preferences-link.js';

const SLOW = 30_000;
const WITHOUT_SCRIPTS = { ...PHONE, javaScriptEnabled: false };
const ALL = ['email recall', 'email service', 'sms recall', 'sms service'];
const VISITS_BY_MAIL = 'E-mails about your appointments';
const RECALL_BY_MAIL = 'E-mails when it is time for your next appointment';
const RECALL_BY_SMS = 'Text messages when it is time for your next appointment';
/** Of a button or link, in CSS pixels (WCAG 2.2, 2.5.8 asks for 24). */
const SMALLEST_TARGET = 44;

describe('what a client wants to get, in a browser', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let clientId: string;
  let closing: () => Promise<void>;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    [clientId] = clinic.clientIds as [string];
  });
  afterEach(() => closing());
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  const phone = async (device: Device): Promise<Page> => {
    const { context, close } = await openBrowser(device);
    closing = close;
    return context.newPage();
  };
  /** Of a client who has agreed to everything. */
  const link = async (): Promise<PreferencesLink> => {
    await clinic.sql(
      `INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
       SELECT $1, $2, channel, purpose, true FROM unnest(ARRAY['email', 'sms']) channel, unnest(ARRAY['service', 'recall']) purpose
       ON CONFLICT (practice_id, client_id, channel, purpose) DO UPDATE SET granted = true`,
      [clinic.practiceId, clientId],
    );
    return preferencesLink(api, clinic, clientId);
  };
  const agreed = async (): Promise<string[]> => {
    const rows = await clinic.sql<{ consent: string }>(
      `SELECT channel || ' ' || purpose AS consent FROM client_consents
       WHERE practice_id = $1 AND client_id = $2 AND granted ORDER BY 1`,
      [clinic.practiceId, clientId],
    );
    return rows.map(({ consent }) => consent);
  };
  const answer = (page: Page, question: string, label: 'Yes' | 'No'): Locator =>
    page.getByRole('group', { name: question, exact: true }).getByLabel(label, { exact: true });
  const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button }).click();
  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
  const status = (page: Page): Promise<string> => page.getByRole('status').innerText();

  it.each([
    ['with scripts', PHONE],
    ['without scripts', WITHOUT_SCRIPTS],
  ])(
    'is stopped by purpose and by channel, and allowed again, on a phone %s',
    async (_, device) => {
      const { token, by } = await link();
      const page = await phone(device);
      await page.goto(`${api.url}/preferences/${token}`);
      await press(page, 'Choose');
      expect(page.url()).toBe(`${api.url}${by}`);
      for (const question of [RECALL_BY_MAIL, RECALL_BY_SMS]) await answer(page, question, 'No').check();
      await press(page, 'Save');
      expect(await status(page)).toContain('Saved');
      expect(await agreed()).toEqual(['email service', 'sms service']);
      await answer(page, VISITS_BY_MAIL, 'No').check();
      await press(page, 'Save');
      expect(await agreed()).toEqual(['sms service']);
      await page.goto(`${api.url}${by}`);
      expect(await page.getByRole('status').count()).toBe(0);
      for (const question of [VISITS_BY_MAIL, RECALL_BY_MAIL, RECALL_BY_SMS]) {
        expect([question, await answer(page, question, 'No').isChecked()]).toEqual([question, true]);
        await answer(page, question, 'Yes').check();
      }
      await press(page, 'Save');
      expect(await status(page)).toContain('Saved');
      expect(await agreed()).toEqual(ALL);
      await press(page, 'Close');
      expect(await heading(page)).toBe('Thank you');
      await page.goto(`${api.url}${by}`);
      expect(await heading(page)).toBe('This link does not work');
    },
    SLOW,
  );

  it(
    'is chosen by keyboard alone',
    async () => {
      const { token } = await link();
      const page = await phone(WITHOUT_SCRIPTS);
      const focused = (): Promise<string> =>
        page.evaluate(() => {
          const at = document.activeElement as HTMLInputElement;
          return at.tagName === 'INPUT' ? `${at.name} ${at.value}` : at.innerText;
        });
      const press = async (...keys: string[]): Promise<void> => {
        for (const key of keys) await page.keyboard.press(key);
      };
      await page.goto(`${api.url}/preferences/${token}`);
      await press('Tab');
      expect(await focused()).toBe('Choose');
      await press('Enter');
      await page.waitForURL('**/by/**');
      await press('Tab', 'Tab');
      expect(await focused()).toBe('email.recall yes');
      await press('ArrowDown');
      expect(await focused()).toBe('email.recall no');
      await press('Tab', 'Tab', 'Tab');
      expect(await focused()).toBe('Save');
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect(outline).toBe('solid');
      await press('Enter');
      await page.getByRole('status').waitFor();
      expect(await agreed()).toEqual(['email service', 'sms recall', 'sms service']);
    },
    SLOW,
  );

  it(
    'ends with the way out of a mail and one button, which looking alone does not press',
    async () => {
      const { token } = await link();
      const page = await phone(WITHOUT_SCRIPTS);
      await page.goto(`${api.url}/unsubscribe/${token}`);
      expect(await heading(page)).toBe('No more reminders by e-mail?');
      expect(await agreed()).toEqual(ALL);
      await press(page, 'Send me no more');
      expect(await heading(page)).toBe('You get no more of these e-mails');
      expect(await agreed()).toEqual(['email service', 'sms recall', 'sms service']);
    },
    SLOW,
  );

  it.each(['light', 'dark'] as const)(
    'has no serious fault for anybody, on any of its pages, in %s',
    async (colorScheme) => {
      const { token } = await link();
      const page = await phone({ ...PHONE, colorScheme });
      const faults: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        faults[name] = await seriousFaults(page);
        const { wide, small } = await page.evaluate((least) => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const targets = [...document.querySelectorAll('button, .button, label.option, main a')];
          const heights = targets.map((each) => each.getBoundingClientRect().height);
          return { wide: scrollWidth > clientWidth, small: heights.filter((height) => height < least).length };
        }, SMALLEST_TARGET);
        if (wide) faults[name].push('wider than the screen');
        if (small > 0) faults[name].push(`${small} targets are too small`);
      };
      await page.goto(`${api.url}/preferences/${token}`);
      await look('landing');
      await press(page, 'Choose');
      await look('choices');
      await press(page, 'Save');
      await look('saved');
      await press(page, 'Close');
      await look('closed');
      await page.goto(`${api.url}/unsubscribe/${token}`);
      await look('way out');
      await press(page, 'Send me no more');
      await look('out');
      expect(faults).toEqual({ landing: [], choices: [], saved: [], closed: [], 'way out': [], out: [] });
    },
    SLOW,
  );
});
