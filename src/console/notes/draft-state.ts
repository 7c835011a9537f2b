import type { ConflictFoundFragment } from '../api/generated/graphql.js';
import type { KeptDraft, Note } from './note.js';
import { EMPTY_NOTE } from './note.js';

/** One try to save. Where no answer comes it is tried again as it was, under its own key: so it is not taken for somebody else's. */
export interface Attempt {
  readonly note: Note;
  /** The version that was seen; null: none. */
  readonly version: number | null;
  readonly key: string;
}

export type Differences = ConflictFoundFragment['differences'];

export interface Conflict {
  readonly kind: 'conflict';
  readonly theirs: KeptDraft;
  readonly differences: Differences;
}

export interface Refused {
  readonly kind: 'refused';
  readonly why: string;
  /** The sentence of each field of the note that cannot be meant. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Unanswered {
  readonly kind: 'unanswered';
  readonly why: string;
}

export type SaveAnswer = { readonly kind: 'saved'; readonly draft: KeptDraft } | Conflict | Refused | Unanswered;

/** A draft between the page and the API. */
export interface DraftState {
  /** As the page shows it. */
  readonly note: Note;
  /** As the API has it, as far as it is known here. */
  readonly kept: KeptDraft | null;
  /** Under way, or without an answer so far. */
  readonly attempt: Attempt | null;
  readonly isSending: boolean;
  readonly trouble: Conflict | Refused | Unanswered | null;
  /** Of two that were in conflict the one that was not chosen. */
  readonly aside: Note | null;
  /** How often the page was given another note than the one that was written in it. */
  readonly generation: number;
}

export const begun = (kept: KeptDraft | null): DraftState => ({
  ...{ note: kept?.note ?? EMPTY_NOTE, kept, attempt: null, isSending: false, trouble: null, aside: null },
  generation: 0,
});

export const isUnsaved = ({ note, kept, attempt }: DraftState): boolean =>
  attempt !== null || note !== (kept?.note ?? EMPTY_NOTE);

/** Whether there is something to send now. What was refused waits for another word, a conflict for a decision. */
export const isDue = (state: DraftState): boolean =>
  isUnsaved(state) && !state.isSending && (state.trouble === null || state.trouble.kind === 'unanswered');

export const edited = (state: DraftState, note: Note): DraftState => ({
  ...state,
  note,
  trouble: state.trouble?.kind === 'refused' ? null : state.trouble,
});

/** `key` is of a new attempt; one that has got no answer goes first, under its own. */
export function sending(state: DraftState, key: string): DraftState {
  const attempt = state.attempt ?? { note: state.note, version: state.kept?.version ?? null, key };
  return { ...state, attempt, isSending: true };
}

export function answered(state: DraftState, answer: SaveAnswer): DraftState {
  const { attempt } = state;
  if (!attempt) return state;
  if (answer.kind === 'unanswered') return { ...state, isSending: false, trouble: answer };
  const heard = { ...state, attempt: null, isSending: false };
  if (answer.kind !== 'saved') return { ...heard, trouble: answer };
  const { draft } = answer;
  // It answers a second time with what is kept by then: that may be another's.
  if (draft.version !== (attempt.version ?? 0) + 1)
    return { ...heard, trouble: { kind: 'conflict', theirs: draft, differences: [] } };
  return { ...heard, kept: { ...draft, note: attempt.note }, trouble: null };
}

export const inConflict = (state: DraftState, conflict: Conflict): DraftState => ({ ...state, trouble: conflict });

/** Goes on with what the API has, whatever stands here. */
export const replaced = (state: DraftState, kept: KeptDraft): DraftState => ({
  ...begun(kept),
  generation: state.generation + 1,
});

/** Theirs is shown; mine is put aside. */
export function takeTheirs(state: DraftState): DraftState {
  if (state.trouble?.kind !== 'conflict') return state;
  return { ...replaced(state, state.trouble.theirs), aside: state.note };
}

/** Mine goes over theirs, which is put aside. */
export function keepMine(state: DraftState): DraftState {
  if (state.trouble?.kind !== 'conflict') return state;
  const { theirs } = state.trouble;
  return { ...state, kept: theirs, trouble: null, aside: theirs.note };
}

/** The one that was put aside is shown, and the other put aside. */
export const changePlaces = (state: DraftState): DraftState =>
  state.aside ? { ...edited(state, state.aside), aside: state.note, generation: state.generation + 1 } : state;
