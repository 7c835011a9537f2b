import type { Page } from 'playwright-core';
import { TestApi } from '../support/api.js';
import { openBrowser, PHONE, seriousFaults } from '../support/browser.js';
import type { Device } from '../support/browser.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { issueIntakeLink } from '../support/intake-link.js';
import type { IntakeLink } from '../support/intake-link.js';

const WITHOUT_SCRIPTS: Device = { ...PHONE, javaScriptEnabled: false };
const SLOW = 120_000;
/** Of a button or link, in CSS pixels (WCAG 2.2, 2.5.8 asks for 24). */
const SMALLEST_TARGET = 44;

describe('an intake in a browser', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let people = -1;

  beforeAll(async () => {
    api = await TestApi.start();
    clinic = await createClinic(api.database);
    await clinic.sql(`UPDATE clients SET given_name = 'Mira' WHERE practice_id = $1`, [clinic.practiceId]);
  });
  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  /** Whoever has sent a form before is asked what has changed. */
  const linkOfSomebodyNew = (): Promise<IntakeLink> => {
    people += 1;
    return issueIntakeLink(api, clinic, { clientId: clinic.clientIds[people]! });
  };
  const choose = (page: Page, question: string, label: string): Promise<void> =>
    page.getByRole('group', { name: question }).getByLabel(label, { exact: true }).first().check();
  const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button }).click();
  const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
  /** Chooses, in each question of the page that has it, that nothing applies. */
  const nothingApplies = async (page: Page): Promise<void> => {
    const labels =
      /^(None of these|No|No allergies|Nobody|No, or this does not concern me|I would like to talk about it first)$/;
    for (const box of await page.locator('label.option', { hasText: labels }).locator('input').all()) await box.check();
  };

  it.each([
    ['with scripts', PHONE],
    ['without scripts', WITHOUT_SCRIPTS],
  ])(
    'is filled in, left, gone on with, signed, sent and read back on a phone %s',
    async (_, device) => {
      const link = await linkOfSomebodyNew();
      const first = await openBrowser(device);
      const page = await first.context.newPage();
      await page.goto(`${api.url}${link.path}`);
      await press(page, 'Open the form');
      expect(page.url()).toBe(`${api.url}${link.by}/page/1`);
      await choose(page, 'Have you noticed any of these recently?', 'None of these');
      await choose(page, 'Does any of this apply to you today?', 'None of these');
      await choose(page, 'Do you have any of these at the moment?', 'A rash');
      await press(page, 'Save and go on');
      expect(page.url()).toMatch(/#more$/);
      await page.getByText('Shoulders, arms and hands').click();
      const map = page.getByRole('group', { name: 'Where is it?' });
      await map.getByRole('group', { name: 'Forearm' }).getByLabel('Left').check();
      await choose(page, 'Is it spreading', 'No');
      await press(page, 'Save and go on');
      expect(await heading(page)).toBe('What brings you here');
      await choose(page, 'What would you like your visits to help with?', 'Tense muscles');
      await page.getByLabel('In your own words').fill('A stiff neck <b>since May</b>');
      await press(page, 'Save and finish later');
      expect(await heading(page)).toBe('Your answers are saved');
      await first.close();

      const second = await openBrowser(device);
      const resumed = await second.context.newPage();
      await resumed.goto(`${api.url}${link.path}`);
      await press(resumed, 'Open the form');
      await resumed.getByRole('link', { name: 'Go on' }).click();
      expect(await heading(resumed)).toBe('Heart and circulation');
      for (let number = 3; number <= 10; number += 1) {
        expect(resumed.url()).toBe(`${api.url}${link.by}/page/${number}`);
        await nothingApplies(resumed);
        await press(resumed, 'Save and go on');
      }
      expect(await heading(resumed)).toBe('Look through your answers, and sign');
      expect(await resumed.getByText('A stiff neck <b>since May</b>').isVisible()).toBe(true);
      expect(await resumed.getByText('Forearm: left').isVisible()).toBe(true);
      await choose(resumed, 'I agree to be assessed', 'Yes');
      await choose(resumed, 'What I have written is right', 'Yes');
      await resumed.getByLabel('Sign with your full name').fill('Mira Berg');
      await press(resumed, 'Sign and send');
      expect(await heading(resumed)).toBe('Thank you. Your form has been sent');
      await resumed.reload();
      expect(await resumed.getByText('Mira Berg').isVisible()).toBe(true);
      await resumed.goto(`${api.url}${link.path}`);
      expect(await heading(resumed)).toBe('This link does not work');
      await second.close();
    },
    SLOW,
  );

  it(
    'is filled in with the keyboard alone',
    async () => {
      const link = await linkOfSomebodyNew();
      const { context, close } = await openBrowser(PHONE);
      const page = await context.newPage();
      await page.goto(`${api.url}${link.path}`);
      const tabTo = async (name: string): Promise<void> => {
        for (let presses = 0; presses < 60; presses += 1) {
          await page.keyboard.press('Tab');
          const focused = page.locator(':focus');
          const said = (await focused.evaluate((element) => {
            const { labels, textContent } = element as HTMLInputElement;
            return labels?.[0]?.textContent ?? textContent;
          })) as string;
          if (said.includes(name)) return;
        }
        throw new Error(`The keyboard does not reach "${name}".`);
      };
      await tabTo('Open the form');
      await page.keyboard.press('Enter');
      await page.waitForURL(/page\/1$/);
      for (let question = 0; question < 3; question += 1) {
        await tabTo('None of these');
        await page.keyboard.press('Space');
      }
      await tabTo('Save and go on');
      await page.keyboard.press('Enter');
      await page.waitForURL(/page\/2$/);
      expect(await heading(page)).toBe('What brings you here');
      await close();
    },
    SLOW,
  );

  it.each(['light', 'dark'] as const)(
    'has no serious fault for anybody, on any of its pages, in %s',
    async (colorScheme) => {
      const link = await linkOfSomebodyNew();
      const { context, close } = await openBrowser({ ...PHONE, colorScheme });
      const page = await context.newPage();
      const faults: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        faults[name] = await seriousFaults(page);
        const { wide, small } = await page.evaluate((least) => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const targets = [...document.querySelectorAll('button, .button, .option, summary, .sections a')];
          const shown = targets.map((each) => each.getBoundingClientRect()).filter(({ height }) => height > 0);
          return { wide: scrollWidth > clientWidth, small: shown.filter(({ height }) => height < least).length };
        }, SMALLEST_TARGET);
        if (wide) faults[name].push('wider than the screen');
        if (small > 0) faults[name].push(`${small} targets are too small`);
      };
      await page.goto(`${api.url}${link.path}`);
      await look('landing');
      await press(page, 'Open the form');
      await press(page, 'Save and go on');
      await look('errors');
      await nothingApplies(page);
      await page.getByLabel('None of these').first().uncheck();
      await page.getByLabel('Chest pain').check();
      await press(page, 'Save and go on');
      await look('urgent');
      await page.getByRole('link', { name: 'I have read this' }).click();
      for (let number = 2; number <= 10; number += 1) {
        for (const part of await page.locator('summary').all()) await part.click();
        await look(`page ${number}`);
        await nothingApplies(page);
        if (number === 2) await choose(page, 'What would you like', 'Something else');
        await press(page, 'Save and go on');
        expect(page.url()).toBe(
          number < 10 ? `${api.url}${link.by}/page/${number + 1}` : `${api.url}${link.by}/review`,
        );
      }
      await look('review');
      await page.goto(`${api.url}${link.by}`);
      await look('overview');
      await page.goto(`${api.url}${link.by}/review`);
      await choose(page, 'I agree to be assessed', 'Yes');
      await choose(page, 'What I have written is right', 'Yes');
      await page.getByLabel('Sign with your full name').fill('Mira Berg');
      await press(page, 'Sign and send');
      await look('sent');
      await press(page, 'Close the form');
      await look('closed');
      await page.goto(`${api.url}/intake/nothing`);
      await look('dead');
      expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(Object.keys(faults)).toHaveLength(17);
      await close();
    },
    SLOW,
  );
});
