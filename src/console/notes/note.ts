import type { NoteContentFragment } from '../api/generated/graphql.js';

/** Without the names of types, which the API gives and does not take. */
type Plain<T> = T extends (infer One)[]
  ? Plain<One>[]
  : T extends object
    ? { [Key in keyof T as Key extends '__typename' ? never : Key]: Plain<T[Key]> }
    : T;

/** All that a session note says, as the API takes it. Never changed in place: another one is another object. */
export type Note = Plain<NoteContentFragment>;
