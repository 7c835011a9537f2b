import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import { addVisit } from '../support/visits.js';

const SLOW = 120_000;
const HOUR = 3_600_000;
const DESKTOP = { viewport: { width: 1280, height: 900 }, javaScriptEnabled: true };
const SAID = 'Aches since the regatta at Warnemuende';
const FOUND = 'Hardened beside the shoulder blade, Quillfeather';

/** The files below a folder that hold a text, in either of the ways in which a browser writes one. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const written = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const holding = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const content = await readFile(join(parentPath, name));
      return written.some((bytes) => content.includes(bytes)) ? [name] : [];
    }),
  );
  return holding.flat();
}

describe('the disk of whoever sits at the console', () => {
  let run: ConsoleRun;

  beforeAll(async () => {
    run = await ConsoleRun.start('Europe/Berlin');
  }, SLOW);
  afterAll(() => run.stop());

  it(
    'holds nothing of a note that was typed, saved, and read again',
    async () => {
      const therapist = await run.addPerson('therapist', run.clinic.therapistIds[0]);
      const startsAt = new Date(Math.floor(Date.now() / HOUR) * HOUR - 2 * HOUR);
      const visitId = await addVisit(run.clinic, {
        ...{ clientId: run.clinic.clientIds[0]!, startsAt, status: 'completed' },
      });
      const { context, folder, close } = await openBrowser(DESKTOP);
      const page = await context.newPage();
      await signIn(page, `${run.url}/console/notes/${visitId}`, therapist.email);
      const told = page.getByLabel('What the client tells', { exact: true });
      await told.fill(SAID);
      await page.getByLabel('What you see and feel', { exact: true }).fill(FOUND);
      await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
      await page.reload();
      await told.waitFor();
      expect(await told.inputValue()).toBe(SAID);
      await page.goto('about:blank');
      await page.goBack();
      await told.waitFor();
      await context.close();
      // The address shows that the browser has written down where it was.
      expect(await filesWith(folder, visitId)).not.toEqual([]);
      expect([await filesWith(folder, SAID), await filesWith(folder, FOUND)]).toEqual([[], []]);
      await close();
    },
    SLOW,
  );
});
