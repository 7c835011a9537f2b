import type { Browser, Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../src/seed/index.js';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { signIn } from '../support/console.js';
import { DemoConsole } from '../support/demo-console.js';

const SLOW = 240_000;
/** A screen of 1280 pixels at 200 %. */
const ZOOMED = { width: 640, height: 400 };
const DESKTOP = { width: 1280, height: 800 };
/** Fewer kinds of pages than anybody has. */
const FEW = 12;
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

const TEXT = /[A-Z_]+\/(EMAIL|SMS)\/[a-z]+$/;

/** What kind of page an address shows: of all clients one is enough. */
const kindOf = (address: string): string => new URL(address).pathname.replace(UUID, ':id').replace(TEXT, ':text');

describe('every page of the console that links lead to', () => {
  let demo: DemoConsole;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([DemoConsole.start(), launchBrowser()]);
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  /** What is wrong with the page that is there: in light, in dark, and at 200 %. */
  async function faultsOf(page: Page): Promise<string[]> {
    const light = await seriousFaults(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await seriousFaults(page, ['color-contrast']);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(ZOOMED);
    const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await page.setViewportSize(DESKTOP);
    return [...light, ...dark.map((fault) => `dark: ${fault}`), ...(fits ? [] : ['runs off the side at 200 %'])];
  }

  /** Goes from link to link until no kind of page is new. */
  async function walk(email: string, further: string): Promise<Record<string, string[]>> {
    const page = await (await browser.newContext({ bypassCSP: true, viewport: DESKTOP, locale: 'en-US' })).newPage();
    await signIn(page, `${demo.url}/console`, email, DEMO_PASSWORD);
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    const waiting = [page.url(), `${demo.url}/console${further}`];
    const found: Record<string, string[]> = {};
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      if (kindOf(address) in found) continue;
      // As by a link within the page: to load the console anew for each would take longer than to look at it.
      await page.evaluate((to) => history.pushState(null, '', to), address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => !document.body.innerText.includes('Loading …'));
      found[kindOf(page.url())] = found[kindOf(address)] = await faultsOf(page);
      const links = await page
        .locator('a[href^="/console/"]')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
      waiting.push(...links.filter((link) => !link.endsWith('#page')));
    }
    await page.context().close();
    return found;
  }

  it.each([
    ['a manager', 'manager@demo.example', ''],
    ['a therapist', 'therapist@demo.example', '/record/notes'],
  ])(
    'keeps %s from nothing, in light, in dark, and at 200 %%',
    async (_, email, ofClient) => {
      const id = await demo.clientWithRecord();
      const found = await walk(email, `/clients/${id}${ofClient}`);
      expect(Object.keys(found).length).toBeGreaterThan(FEW);
      expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([]);
    },
    SLOW,
  );
});
