import type { Attempt, Conflict, DraftState, SaveAnswer } from './draft-state.js';
import * as draft from './draft-state.js';
import type { KeptDraft, Note } from './note.js';

const SAVED_AFTER_MS = 1_500;
const TRIED_AGAIN_AFTER_MS = 4_000;

/** Does something after so many ms; what it answers takes that back. */
type Later = (act: () => void, ms: number) => () => void;

/** Saves a draft by itself soon after a word was written, one save at a time, and again until there is an answer. */
export class DraftKeeper {
  /** Takes back what is planned. */
  private unplan: (() => void) | null = null;
  private isClosed = false;
  private underWay: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  constructor(
    private state: DraftState,
    private readonly save: (attempt: Attempt) => Promise<SaveAnswer>,
    private readonly later: Later = afterMs,
  ) {
    this.plan();
  }

  readonly now = (): DraftState => this.state;
  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly edit = (note: Note): void => this.change(draft.edited(this.state, note));
  readonly takeTheirs = (): void => this.change(draft.takeTheirs(this.state));
  readonly keepMine = (): void => this.change(draft.keepMine(this.state));
  readonly changePlaces = (): void => this.change(draft.changePlaces(this.state));
  readonly replace = (kept: KeptDraft): void => this.change(draft.replaced(this.state, kept));
  readonly conflict = (conflict: Conflict): void => this.change(draft.inConflict(this.state, conflict));

  /** Saves at once what is not saved yet; answers whether all of it is. */
  async flush(): Promise<boolean> {
    do await this.underWay;
    while (this.state.isSending);
    while (draft.isDue(this.state)) {
      await this.send();
      if (this.state.trouble) break;
    }
    return !draft.isUnsaved(this.state);
  }

  /** Begins the draft where nothing has been written yet, and otherwise saves as `flush` does. */
  async begin(): Promise<boolean> {
    if (this.state.kept === null && !draft.isUnsaved(this.state)) await this.send();
    return this.flush();
  }

  /** Saves what is not saved yet, and nothing by itself any more. */
  close(): Promise<boolean> {
    this.isClosed = true;
    this.unplan?.();
    return this.flush();
  }

  private send(): Promise<void> {
    this.change(draft.sending(this.state, crypto.randomUUID()));
    this.underWay = this.save(this.state.attempt!).then((answer) => this.change(draft.answered(this.state, answer)));
    return this.underWay;
  }

  private change(state: DraftState): void {
    this.state = state;
    this.plan();
    for (const listener of this.listeners) listener();
  }

  private plan(): void {
    if (this.isClosed || this.unplan || !draft.isDue(this.state)) return;
    const act = (): void => {
      this.unplan = null;
      void this.flush();
    };
    this.unplan = this.later(act, this.state.trouble ? TRIED_AGAIN_AFTER_MS : SAVED_AFTER_MS);
  }
}

function afterMs(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
