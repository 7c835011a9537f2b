import type { NoteContentFragment, NoteDraftFragment } from '../api/generated/graphql.js';

/** Without the names of types, which the API gives and does not take. */
export type Plain<T> = T extends (infer One)[]
  ? Plain<One>[]
  : T extends object
    ? { [Key in keyof T as Key extends '__typename' ? never : Key]: Plain<T[Key]> }
    : T;

/** All that a session note says, as the API takes it. Never changed in place: another one is another object. */
export type Note = Plain<NoteContentFragment>;

/** A draft as the API keeps it. */
export interface KeptDraft {
  readonly id: string;
  readonly version: number;
  readonly savedAt: string;
  readonly savedByMembershipId: string;
  readonly note: Note;
}

export const EMPTY_NOTE: Note = {
  ...{ subjective: '', objective: '', assessment: '', plan: '', reaction: '' },
  ...{ findings: [], techniques: [], consent: null, scoresBefore: [], scoresAfter: [], selfCare: [] },
  recommendation: { interval: null, followUp: null },
};

export function toKeptDraft({ id, version, savedAt, savedByMembershipId, content }: NoteDraftFragment): KeptDraft {
  return { id, version, savedAt, savedByMembershipId, note: content ? plainOf(content) : EMPTY_NOTE };
}

export const plainOf = <T>(given: T): Plain<T> => JSON.parse(JSON.stringify(given, withoutTypes)) as Plain<T>;

const withoutTypes = (key: string, value: unknown): unknown => (key === '__typename' ? undefined : value);
