import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/seed/index.js';
import { launchBrowser } from '../support/browser.js';
import { signIn } from '../support/console.js';
import { DemoConsole } from '../support/demo-console.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
/** Where the README has its pictures. With SCREENSHOTS=keep they are made anew there, and otherwise looked at and thrown away. */
const KEPT = join(CHECKOUT, 'docs/screenshots');
const SLOW = 240_000;
/** Less is a page with nothing on it. */
const SMALLEST_PICTURE = 15_000;

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };

interface Picture {
  readonly name: string;
  readonly by: 'desk' | 'therapist' | 'manager';
  readonly on: BrowserContextOptions;
  /** Goes there, and waits until it is all there. */
  readonly go: (page: Page) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  { name: 'day', by: 'desk', on: DESKTOP, go: (page) => page.locator('[data-visit]').first().waitFor() },
  {
    name: 'week',
    by: 'desk',
    on: DESKTOP,
    go: async (page) => {
      await goTo(page, '/day?view=week');
      await page.locator('[data-visit]').first().waitFor();
    },
  },
  {
    name: 'booking',
    by: 'desk',
    on: DESKTOP,
    go: async (page) => {
      await page.locator('[data-visit]').first().waitFor();
      await page.keyboard.press('b');
      await page.getByRole('combobox', { name: 'Client' }).fill('Petro');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.slots').getByRole('option').nth(3).waitFor();
    },
  },
  {
    name: 'client',
    by: 'desk',
    on: DESKTOP,
    go: async (page) => {
      await page.locator('[data-visit]').nth(2).click();
      await page.getByRole('link', { name: 'Their page' }).click();
      await page.getByRole('heading', { name: 'Messages' }).waitFor();
    },
  },
  {
    name: 'my-day',
    by: 'therapist',
    on: PHONE,
    go: (page) => page.getByRole('heading', { name: 'Last note' }).first().waitFor(),
  },
  {
    name: 'record',
    by: 'therapist',
    on: DESKTOP,
    go: async (page) => {
      await page.getByRole('link', { name: 'Record' }).first().click();
      await page.getByRole('link', { name: 'Outcomes' }).click();
      await page.getByRole('img', { name: 'Pain' }).waitFor();
    },
  },
  { name: 'note', by: 'therapist', on: DESKTOP, go: goToNote },
  { name: 'note-phone', by: 'therapist', on: PHONE, go: goToBodyMap },
  { name: 'set-up', by: 'manager', on: DESKTOP, go: (page) => goTo(page, '/set-up/services') },
];

/** As by a link: to load the page anew would end what is under way. */
const goTo = (page: Page, path: string): Promise<unknown> => page.goto(`${new URL(page.url()).origin}/console${path}`);

async function goToNote(page: Page): Promise<void> {
  await goTo(page, '/lists/unsigned');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Findings' }).waitFor();
}

async function goToBodyMap(page: Page): Promise<void> {
  await goToNote(page);
  await page.getByRole('heading', { name: 'Findings' }).scrollIntoViewIfNeeded();
}

describe('the pictures of the console', () => {
  let folder: string;
  let demo: DemoConsole;
  let browser: Browser;

  beforeAll(async () => {
    folder = process.env.SCREENSHOTS === 'keep' ? KEPT : await mkdtemp(join(tmpdir(), 'unknot-pictures-'));
    await mkdir(folder, { recursive: true });
    [demo, browser] = await Promise.all([DemoConsole.start(), launchBrowser()]);
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
    if (folder !== KEPT) await rm(folder, { recursive: true });
  });

  it.each(PICTURES)(
    'show $name as the demo practice has it, without an error on the way',
    async ({ name, by, on, go }) => {
      const context = await browser.newContext({ ...on, locale: 'en-US', timezoneId: 'America/New_York' });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on('pageerror', ({ message }) => wrong.push(message));
      page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
      await signIn(page, `${demo.url}/console`, `${by}@demo.example`, DEMO_PASSWORD);
      await page.getByRole('navigation', { name: 'Pages' }).waitFor();
      await go(page);
      await page.getByText('Loading …').waitFor({ state: 'detached' });
      const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
      expect(wrong.filter((line) => !line.includes('401'))).toEqual([]);
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(picture.length).toBeGreaterThan(SMALLEST_PICTURE);
      await context.close();
    },
    SLOW,
  );

  it('are those of the README', async () => {
    const readme = await readFile(join(CHECKOUT, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/\(docs\/screenshots\/([\w-]+)\.png\)/g)].map(([, name]) => name);
    const made = PICTURES.map(({ name }) => name);
    expect(shown.sort()).toEqual(made.sort());
    expect((await readdir(KEPT)).sort()).toEqual(made.map((name) => `${name}.png`).sort());
  });
});
