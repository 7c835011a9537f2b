import type { Page } from 'playwright-core';
import { TestApi } from '../support/api.js';
import { openBrowser, PHONE, seriousFaults } from '../support/browser.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { issueVisitLink } from '../support/visit-link.js';
import type { VisitLink } from '../support/visit-link.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const DAY = 24 * 3_600_000;
/** Of a button or link, in CSS pixels (WCAG 2.2, 2.5.8 asks for 24). */
const SMALLEST_TARGET = 44;

describe('a visit in a browser', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let visits = 0;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database, { zone: 'UTC' });
    await clinic.sql(`UPDATE clinics SET address = 'Quay 4', phone = '+49 30 1234' WHERE practice_id = $1`, [
      clinic.practiceId,
    ]);
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  /** Of a visit at ten in the morning, each a day later than the one before. */
  const linkToVisit = async (): Promise<VisitLink> => {
    visits += 1;
    const day = Math.floor(Date.now() / DAY) + 7 + visits;
    const clientId = clinic.clientIds[0]!;
    const appointmentId = await addVisit(clinic, { clientId, startsAt: new Date(day * DAY + 10 * 3_600_000) });
    return issueVisitLink(api, clinic, { clientId, appointmentId });
  };
  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
  const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button }).click();
  const follow = (page: Page, link: string): Promise<void> =>
    page.getByRole('link', { name: link, exact: true }).first().click();

  it.each([
    ['with scripts', PHONE],
    ['without scripts', { ...PHONE, javaScriptEnabled: false }],
  ])(
    'is confirmed, moved and cancelled on a phone %s',
    async (_, device) => {
      const link = await linkToVisit();
      const { context, close } = await openBrowser(device);
      const page = await context.newPage();
      await page.goto(`${api.url}${link.path}`);
      await press(page, 'Show my appointment');
      expect(page.url()).toBe(`${api.url}${link.by}`);
      await press(page, 'Confirm: I will come');
      expect(await page.getByRole('status').innerText()).toBe('Thank you. You have confirmed your appointment.');
      await follow(page, 'Move to another time');
      await follow(page, 'Later days');
      await follow(page, '15:00');
      expect(await heading(page)).toBe('Move your appointment?');
      await press(page, 'Yes, move it');
      expect(await page.getByRole('status').innerText()).toBe('Your appointment has been moved.');
      expect(await page.getByText('15:00–16:00').isVisible()).toBe(true);
      await page.goBack();
      await press(page, 'Yes, move it');
      expect(await page.getByText('15:00–16:00').isVisible()).toBe(true);
      await follow(page, 'Cancel the appointment');
      await press(page, 'Yes, cancel it');
      expect(await page.getByRole('status').innerText()).toContain('Your appointment is cancelled.');
      await page.goto(`${api.url}${link.path}`);
      await press(page, 'Show my appointment');
      expect(await page.getByText('This appointment is cancelled.').isVisible()).toBe(true);
      await close();
    },
    SLOW,
  );

  it.each(['light', 'dark'] as const)(
    'has no serious fault for anybody, on any of its pages, in %s',
    async (colorScheme) => {
      const link = await linkToVisit();
      const { context, close } = await openBrowser({ ...PHONE, colorScheme });
      const page = await context.newPage();
      const faults: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        faults[name] = await seriousFaults(page);
        const { wide, small } = await page.evaluate((least) => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const targets = [...document.querySelectorAll('button, .button, summary, .times a, .sections a')];
          const shown = targets.map((each) => each.getBoundingClientRect()).filter(({ height }) => height > 0);
          return { wide: scrollWidth > clientWidth, small: shown.filter(({ height }) => height < least).length };
        }, SMALLEST_TARGET);
        if (wide) faults[name].push('wider than the screen');
        if (small > 0) faults[name].push(`${small} targets are too small`);
      };
      await page.goto(`${api.url}${link.path}`);
      await look('landing');
      await press(page, 'Show my appointment');
      await look('overview');
      await follow(page, 'Move to another time');
      await page.evaluate(() => {
        for (const day of document.querySelectorAll('details')) day.open = true;
      });
      await look('times');
      await follow(page, '15:00');
      await look('move');
      const chosen = new URL(page.url()).searchParams.get('to')!;
      for (const [n, therapistId] of clinic.therapistIds.entries()) {
        const [clientId, roomId] = [clinic.clientIds[n + 1]!, clinic.roomIds[n]!];
        await addVisit(clinic, { clientId, roomId, therapistId, startsAt: chosen });
      }
      await press(page, 'Yes, move it');
      expect(await heading(page)).toBe('This time has just been taken');
      await look('taken');
      await follow(page, 'Back to my appointment');
      await follow(page, 'Cancel the appointment');
      await look('cancel');
      await press(page, 'Yes, cancel it');
      await look('cancelled');
      expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(Object.keys(faults)).toHaveLength(7);
      await close();
    },
    SLOW,
  );
});
