import type { Violation } from '../../kernel/index.js';
import type { WrongStatus } from '../appointments/index.js';
import type { NoteDifference } from './domain/note-differences.js';
import type { OpenDraft } from './opened-notes.js';

/** The draft that is kept is another one than the writer has seen: another device, or another window, has saved it. */
export interface DraftConflict {
  readonly kind: 'draft_conflict';
  readonly current: OpenDraft;
  /** Where the writer's words differ from it. */
  readonly differences: readonly NoteDifference[];
}

/** The visit has its signed note, which stays as it is. */
export interface AlreadySigned {
  readonly kind: 'already_signed';
  readonly noteId: string;
}

export interface NotSignable {
  readonly kind: 'not_signable';
  readonly violations: readonly Violation[];
}

export interface NoEarlierNote {
  readonly kind: 'no_earlier_note';
}

export type SaveRefusal = DraftConflict | AlreadySigned | WrongStatus;
export type StartRefusal = SaveRefusal | NoEarlierNote;
export type SignRefusal = SaveRefusal | NotSignable;
