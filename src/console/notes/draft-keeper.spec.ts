import { DraftKeeper } from './draft-keeper.js';
import { begun, isUnsaved } from './draft-state.js';
import type { Attempt, SaveAnswer } from './draft-state.js';
import type { KeptDraft, Note } from './note.js';
import { EMPTY_NOTE } from './note.js';

const noteOf = (plan: string): Note => ({ ...EMPTY_NOTE, plan });
const keptOf = (version: number, note: Note): KeptDraft => ({
  ...{ id: 'draft', version, savedAt: '2026-03-09T13:03:00Z', savedByMembershipId: 'me', note },
});
const SILENCE: SaveAnswer = { kind: 'unanswered', why: 'No answer.' };
const conflictWith = (theirs: KeptDraft): SaveAnswer => ({ kind: 'conflict', theirs, differences: [] });

/** An API that answers what it is told to; without more to say it saves. */
class Api {
  readonly attempts: Attempt[] = [];
  readonly answers: SaveAnswer[] = [];
  /** Holds every answer back until it is let go. */
  gate: Promise<unknown> = Promise.resolve();

  readonly save = async (attempt: Attempt): Promise<SaveAnswer> => {
    this.attempts.push(attempt);
    await this.gate;
    return this.answers.shift() ?? { kind: 'saved', draft: keptOf((attempt.version ?? 0) + 1, attempt.note) };
  };
  plans(): string[] {
    return this.attempts.map(({ note }) => note.plan);
  }
}

/** Time that passes when it is told to. */
class Clock {
  private now = 0;
  private planned: { readonly at: number; readonly act: () => void }[] = [];

  readonly later = (act: () => void, ms: number): (() => void) => {
    const plan = { at: this.now + ms, act };
    this.planned.push(plan);
    return () => (this.planned = this.planned.filter((one) => one !== plan));
  };
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      const [next] = this.planned.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.planned = this.planned.filter((one) => one !== next);
      this.now = next.at;
      next.act();
    }
    this.now = end;
  }
}

describe('a draft that is saved by itself', () => {
  let api: Api;
  let clock: Clock;
  let keeper: DraftKeeper;
  beforeEach(() => {
    api = new Api();
    clock = new Clock();
    keeper = new DraftKeeper(begun(null), api.save, clock.later);
  });
  const pass = (ms: number): Promise<void> => clock.pass(ms);

  it('goes out once, soon after the last of some words', async () => {
    for (const plan of ['A', 'Ag', 'Again']) keeper.edit(noteOf(plan));
    await pass(1_000);
    expect(api.attempts).toEqual([]);
    await pass(1_000);
    expect(api.attempts).toMatchObject([{ version: null, note: { plan: 'Again' } }]);
    expect(isUnsaved(keeper.now())).toBe(false);
    await pass(60_000);
    expect(api.attempts).toHaveLength(1);
  });

  it('goes out while somebody types on and on', async () => {
    for (let n = 0; n < 10; n += 1) {
      keeper.edit(noteOf(`${n}`));
      await pass(500);
    }
    expect(api.attempts.length).toBeGreaterThan(1);
  });

  it('has one save under way, and the next one with the version of the one before', async () => {
    let open = (): void => undefined;
    api.gate = new Promise<void>((resolve) => (open = resolve));
    keeper.edit(noteOf('one'));
    await pass(2_000);
    keeper.edit(noteOf('two'));
    const [first, second] = [keeper.flush(), keeper.flush()];
    await pass(5_000);
    expect(api.plans()).toEqual(['one']);
    open();
    await expect(Promise.all([first, second])).resolves.toEqual([true, true]);
    expect(api.attempts.map(({ version }) => version)).toEqual([null, 1]);
    expect(api.plans()).toEqual(['one', 'two']);
  });

  it('is tried again as it was where no answer came, and then what was written since', async () => {
    api.answers.push(SILENCE, SILENCE);
    keeper.edit(noteOf('one'));
    await pass(2_000);
    keeper.edit(noteOf('two'));
    expect(keeper.now().trouble).toEqual(SILENCE);
    await pass(20_000);
    expect(api.plans()).toEqual(['one', 'one', 'one', 'two']);
    expect(new Set(api.attempts.slice(0, 3).map(({ key }) => key)).size).toBe(1);
    expect(api.attempts[3]!.key).not.toBe(api.attempts[0]!.key);
    expect(isUnsaved(keeper.now())).toBe(false);
  });

  it('says what the API refuses, and waits for another word', async () => {
    api.answers.push({ kind: 'refused', why: 'Too long.', fields: {} });
    keeper.edit(noteOf('long'));
    await pass(60_000);
    expect(api.attempts).toHaveLength(1);
    await expect(keeper.flush()).resolves.toBe(false);
    keeper.edit(noteOf('short'));
    await pass(2_000);
    expect(api.plans()).toEqual(['long', 'short']);
  });

  it('asks which of two drafts stays, and keeps the one that was not chosen', async () => {
    api.answers.push(conflictWith(keptOf(4, noteOf('theirs'))));
    keeper.edit(noteOf('mine'));
    await pass(60_000);
    expect(api.attempts).toHaveLength(1);
    keeper.takeTheirs();
    expect(keeper.now()).toMatchObject({ note: { plan: 'theirs' }, aside: { plan: 'mine' }, generation: 1 });
    expect(isUnsaved(keeper.now())).toBe(false);
    keeper.changePlaces();
    await pass(2_000);
    expect(api.attempts[1]).toMatchObject({ version: 4, note: { plan: 'mine' } });
    expect(keeper.now().aside).toMatchObject({ plan: 'theirs' });
  });

  it('saves mine over the version that was shown, and keeps theirs aside', async () => {
    api.answers.push(conflictWith(keptOf(4, noteOf('theirs'))));
    keeper.edit(noteOf('mine'));
    await pass(2_000);
    keeper.edit(noteOf('mine and more'));
    keeper.keepMine();
    await expect(keeper.flush()).resolves.toBe(true);
    expect(api.attempts[1]).toMatchObject({ version: 4, note: { plan: 'mine and more' } });
    expect(keeper.now().aside).toMatchObject({ plan: 'theirs' });
  });

  it('takes it for a conflict where a second try is answered with what another has saved since', async () => {
    api.answers.push(SILENCE, { kind: 'saved', draft: keptOf(2, noteOf('theirs')) });
    keeper.edit(noteOf('mine'));
    await pass(20_000);
    expect(keeper.now().trouble).toMatchObject({ kind: 'conflict', theirs: { version: 2 } });
    expect(keeper.now().note).toMatchObject({ plan: 'mine' });
  });

  it('begins without a word where it is to be signed, and not twice', async () => {
    await expect(keeper.begin()).resolves.toBe(true);
    await expect(keeper.begin()).resolves.toBe(true);
    expect(api.attempts).toMatchObject([{ version: null, note: EMPTY_NOTE }]);
  });

  it('is saved once more when it is closed, and then no more', async () => {
    api.answers.push(SILENCE);
    keeper.edit(noteOf('last words'));
    await expect(keeper.close()).resolves.toBe(false);
    await pass(60_000);
    expect(api.attempts).toHaveLength(1);
  });
});
