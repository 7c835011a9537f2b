import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousFaults } from '../support/browser.js';
import { ConsoleRun, signIn } from '../support/console.js';
import type { ConsolePerson } from '../support/console.js';

const SLOW = 120_000;

const TEXT = `{ language text }`;
const ASKED = `{ intakeForm { number form { sections { id questions {
  id kind required label ${TEXT} showIf { question yes } } } } } }`;
interface Asked {
  readonly intakeForm: {
    readonly number: number;
    readonly form: {
      readonly sections: readonly {
        readonly id: string;
        readonly questions: readonly {
          readonly id: string;
          readonly kind: string;
          readonly required: boolean;
          readonly label: readonly { readonly text: string }[];
          readonly showIf: { readonly question: string; readonly yes: boolean } | null;
        }[];
      }[];
    };
  };
}
const DRAFT = `{ intakeFormDraft { version form { sections { id asked title ${TEXT} questions {
  id kind required refusable label ${TEXT} } } } } }`;
const EDIT = `mutation ($input: EditIntakeFormInput!) { editIntakeForm(input: $input) { __typename } }`;

const SWIM = 'Do you swim?';
const WHERE = 'Where do you swim?';

describe('the intake form of a practice, worked on at the console', () => {
  let run: ConsoleRun;
  let browser: Browser;
  let manager: ConsolePerson;
  let page: Page;
  const warnings: string[] = [];

  const choose = async (field: RegExp | string, option: string): Promise<void> => {
    await page.getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const save = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. Nobody is asked it before it is published.').last().waitFor();
  };
  /** Adds one to the section about today, and writes what it asks into the field that has the focus. */
  const add = async (kind: string, label: string): Promise<void> => {
    await choose(/Add a question to “How you are today”$/, kind);
    const field = page.getByLabel('Question (en)');
    await field.waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await page.keyboard.type(label);
    expect(await field.inputValue()).toBe(label);
  };
  const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
  const comesFirst = async (one: string, other: string): Promise<void> => {
    await page.waitForFunction(
      ([first, second]) => {
        const places = [first!, second!].map((words) => document.querySelector('form')!.innerText.indexOf(words));
        return places[0]! < places[1]!;
      },
      [one, other],
    );
  };
  const today = async () => {
    const { intakeForm } = await manager.act<Asked>(ASKED);
    return { number: intakeForm.number, questions: intakeForm.form.sections[0]!.questions };
  };
  const isWide = (): Promise<boolean> =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  const faults = (): Promise<string[]> => seriousFaults(page);
  const faultsInBothSchemes = async (): Promise<string[]> => {
    const light = await faults();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await seriousFaults(page, ['color-contrast']);
    await page.emulateMedia({ colorScheme: 'light' });
    return [...light, ...dark];
  };

  beforeAll(async () => {
    [run, browser] = await Promise.all([ConsoleRun.start('Europe/Berlin'), launchBrowser()]);
    manager = await run.addPerson('manager');
    page = await (
      await browser.newContext({ bypassCSP: true, locale: 'en-GB', viewport: { width: 1200, height: 900 } })
    ).newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => message.type() !== 'log' && warnings.push(message.text()));
    await signIn(page, `${run.url}/console/set-up/intake-form`, manager.email);
  }, SLOW);
  afterAll(async () => {
    await browser.close();
    await run.stop();
  });

  it('is read: what is asked now, and by what it is shown', async () => {
    await page.getByRole('heading', { name: 'Version 1, asked now (as shipped)' }).waitFor();
    await page.getByText('↳ Shown if “Do you have any of these at the moment?” is answered with').first().waitFor();
    await page.getByText('There is none.').waitFor();
    expect(await faultsInBothSchemes()).toEqual([]);
  });

  it('gets a question, and one that is shown by it', async () => {
    await page.getByRole('button', { name: 'Begin a new version' }).click();
    await page.getByRole('heading', { name: 'The next version' }).waitFor();
    await add('Yes or no', SWIM);
    await add('Text', WHERE);
    await choose(/Shown$/, `By “${SWIM}”`);
    await page.getByRole('button', { name: /If it is answered with$/ }).waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: `Close “${WHERE}”` }).click();
    await page.getByText(`↳ Shown if “${SWIM}” is answered with yes.`).waitFor();
  });

  it('is moved by keyboard, and refused at the question that looks ahead', async () => {
    const up = page.getByRole('button', { name: `“${WHERE}” up` });
    await up.focus();
    await page.keyboard.press('Enter');
    await comesFirst(WHERE, `${SWIM}\n`);
    expect(await focused()).toBe(`“${WHERE}” up`);

    await page.getByRole('button', { name: 'Publish …' }).click();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('The form cannot be published yet. Mend what is listed first.').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-labelledby') === 'violations');
    const place = page.getByRole('listitem').filter({ has: up });
    await place.getByText('it must be an earlier question of the same section').waitFor();
    await page.getByRole('link', { name: WHERE }).click();
    expect(await place.evaluate((item) => item === document.activeElement)).toBe(true);
    expect(await faultsInBothSchemes()).toEqual([]);
    expect((await today()).number).toBe(1);

    await page.getByRole('button', { name: `“${WHERE}” down` }).focus();
    await page.keyboard.press('Enter');
    await comesFirst(`${SWIM}\n`, WHERE);
    await page.keyboard.press('Enter');
    const next = page.getByRole('region', { name: 'What brings you here' });
    await next.getByText(WHERE).waitFor();
    expect(await focused()).toBe(`“${WHERE}” down`);
    await up.focus();
    await page.keyboard.press('Enter');
    await next.getByText(WHERE).waitFor({ state: 'detached' });
    expect(await focused()).toBe(`“${WHERE}” up`);
    await save();
    await page.getByText('What keeps it from being published').waitFor({ state: 'detached' });
  });

  it('asks before a question goes that screening learns by', async () => {
    await page.getByRole('button', { name: 'Remove “Is it spreading, or could somebody else catch it?” …' }).click();
    await page.getByText('It tells screening of: contagious skin.').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await save();
    await page.getByText('! No question asks for: contagious skin.').waitFor();
  });

  it('keeps what was typed where somebody else has saved it meanwhile', async () => {
    const { intakeFormDraft: draft } = await manager.act<{ intakeFormDraft: { version: number; form: object } }>(DRAFT);
    await page.getByRole('button', { name: `Edit “${SWIM}”` }).click();
    await page.getByRole('checkbox', { name: 'May be refused' }).click({ force: true });
    await manager.act(EDIT, { input: { version: draft.version, form: draft.form } });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody else has changed this in the meantime.').waitFor();
    const choice = page.getByRole('alert', { name: 'Saved by somebody else' });
    await choice.getByText('Where is it?').first().waitFor();
    expect(await faults()).toEqual([]);
    await choice.getByRole('button', { name: 'Keep what I typed' }).click();
    await choice.waitFor({ state: 'detached' });
    expect(await page.getByRole('checkbox', { name: 'May be refused' }).isChecked()).toBe(false);
    await save();
  });

  it('fits a narrow window', async () => {
    await page.setViewportSize({ width: 600, height: 450 });
    expect(await isWide()).toBe(false);
    await page.setViewportSize({ width: 1200, height: 900 });
  });

  it('is published after asking, and asked from then on; the earlier version is kept', async () => {
    await page.getByRole('button', { name: 'Publish …' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('heading', { name: 'Version 2, asked now' }).waitFor();
    const { number, questions } = await today();
    const [swim, where] = questions.slice(-2);
    expect(number).toBe(2);
    expect(swim).toMatchObject({ kind: 'YES_NO', label: [{ text: SWIM }], showIf: null });
    expect(where).toMatchObject({ kind: 'TEXT', label: [{ text: WHERE }], showIf: { question: swim!.id, yes: true } });

    await page.getByRole('button', { name: 'Version 1' }).click();
    const dialog = page.getByRole('dialog', { name: 'Version 1' });
    await dialog.getByText('Is it spreading, or could somebody else catch it?').waitFor();
    expect(await dialog.getByText(SWIM).count()).toBe(0);
    expect(await faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 600, height: 450 });
    expect(await isWide()).toBe(false);
    await page.setViewportSize({ width: 1200, height: 900 });
  });

  it('is thrown away as a draft after asking', async () => {
    await page.getByRole('button', { name: 'Begin a new version' }).click();
    await page.getByRole('button', { name: 'Throw it away …' }).click();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Throw it away', exact: true }).click();
    await page.getByRole('button', { name: 'Begin a new version' }).waitFor();
    expect(await manager.act(DRAFT)).toEqual({ intakeFormDraft: null });
    expect(warnings).toEqual([]);
  });
});
