import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** How somebody looks at the pages. */
export interface Device {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled: boolean;
  readonly colorScheme?: 'light' | 'dark';
}

export const PHONE: Device = { viewport: { width: 390, height: 844 }, javaScriptEnabled: true };

/** A browser with a folder of its own, which is all that it may write to. Close it with `close`, which removes the folder. */
export async function openBrowser(
  device: Device,
): Promise<{ context: BrowserContext; folder: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...{ executablePath: CHROMIUM, args: ARGS, headless: true, ...device },
  });
  return {
    ...{ context, folder },
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A browser for several people: each gets a context of their own. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ARGS, headless: true });

/** What axe finds on a page that keeps somebody from using it: rule, sentence and element. By all its rules, or by those that are named. */
export async function seriousFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated from outside, as the pages' own policy refuses what is written into them.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  // Where React Aria leaves what it has just read out, for some seconds, whatever has become of the button that it names.
  const ofPage = { exclude: '[data-live-announcer]' };
  const options: RunOptions = rules ? { runOnly: [...rules] } : {};
  const { violations } = await page.evaluate(
    ([context, how]) => (globalThis as unknown as { axe: typeof axe }).axe.run(context, how),
    [ofPage, options] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]!.html}`);
}
