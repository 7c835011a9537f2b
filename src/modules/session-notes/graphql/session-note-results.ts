import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Violation } from '../../../kernel/index.js';
import { Allow, CLINICAL, Refusal, resultUnion } from '../../../platform/graphql/index.js';
import { toAppointmentRefusal, WrongStatusType } from '../../appointments/index.js';
import type { NoteDifference as Difference } from '../domain/note-differences.js';
import type { OpenDraft, OpenNote } from '../opened-notes.js';
import type { DraftConflict as ConflictFound, SaveRefusal, SignRefusal, StartRefusal } from '../refusals.js';
import { SessionNote, SessionNoteDraft, toDraft, toSessionNote } from './session-note-types.js';

export enum NoteChange {
  ADDED = 'added',
  REMOVED = 'removed',
  CHANGED = 'changed',
}
registerEnumType(NoteChange, { name: 'NoteChange', description: 'Seen from the draft that is kept.' });

@Allow(CLINICAL)
@ObjectType({ description: 'Something that your words and the draft that is kept do not say alike.' })
export class NoteDifference {
  @Field({ description: 'plan, findings.neck.left.tension, consent.written.gluteal …' })
  field: string;

  @Field(() => NoteChange)
  change: NoteChange;
}

@Allow(CLINICAL)
@ObjectType()
export class SessionNoteDraftPayload {
  @Field(() => SessionNoteDraft)
  draft: SessionNoteDraft;

  static of(row: OpenDraft): SessionNoteDraftPayload {
    return Object.assign(new SessionNoteDraftPayload(), { draft: toDraft(row) });
  }
}

@Allow(CLINICAL)
@ObjectType()
export class SessionNotePayload {
  @Field(() => SessionNote)
  note: SessionNote;

  static of(row: OpenNote): SessionNotePayload {
    return Object.assign(new SessionNotePayload(), { note: toSessionNote(row) });
  }
}

@Allow(CLINICAL)
@ObjectType({
  implements: () => [Refusal],
  description:
    'Another device or window has saved the draft since: choose between its words and yours, then save again.',
})
export class DraftConflict extends Refusal {
  @Field(() => Int)
  currentVersion: number;

  @Field(() => SessionNoteDraft, { description: 'As it is kept, with who saved it and when.' })
  current: SessionNoteDraft;

  @Field(() => [NoteDifference])
  differences: Difference[];

  static of({ current, differences }: ConflictFound): DraftConflict {
    return Object.assign(new DraftConflict(), {
      message: 'This draft was saved elsewhere in the meantime. Compare the two before you save.',
      ...{ currentVersion: current.version, current: toDraft(current), differences: [...differences] },
    });
  }
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'The visit has its signed note. Add an addendum to it.' })
export class AlreadySigned extends Refusal {
  @Field(() => ID)
  noteId: string;
}

@Allow(CLINICAL)
@ObjectType({ description: 'One rule that stands against the signature.' })
export class NoteViolation {
  @Field({ description: 'The field of the note, dotted.' })
  field: string;

  @Field()
  rule: string;

  @Field()
  message: string;
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'Something is missing before the note can be signed.' })
export class NoteNotSignable extends Refusal {
  @Field(() => [NoteViolation])
  violations: readonly Violation[];
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'The client has no signed note of an earlier visit.' })
export class NoEarlierNote extends Refusal {}

const SAVE_REFUSALS = [DraftConflict, AlreadySigned, WrongStatusType] as const;

export const SaveSessionNoteDraftResult = resultUnion('SaveSessionNoteDraftResult', [
  SessionNoteDraftPayload,
  ...SAVE_REFUSALS,
]);
export const StartFromLastNoteResult = resultUnion('StartFromLastNoteResult', [
  SessionNoteDraftPayload,
  ...SAVE_REFUSALS,
  NoEarlierNote,
]);
export const SignSessionNoteResult = resultUnion('SignSessionNoteResult', [
  SessionNotePayload,
  ...SAVE_REFUSALS,
  NoteNotSignable,
]);

const alreadySigned = { message: 'The note of this visit has been signed. Add an addendum to it.' };
const notSignable = { message: 'The note cannot be signed yet.' };
const noEarlierNote = { message: 'This client has no signed note of an earlier visit.' };

type SaveRefusalType = DraftConflict | AlreadySigned | WrongStatusType;

export function toStartRefusal(refusal: StartRefusal): SaveRefusalType | NoEarlierNote {
  return refusal.kind === 'no_earlier_note'
    ? Object.assign(new NoEarlierNote(), noEarlierNote)
    : toSaveRefusal(refusal);
}

export function toSignRefusal(refusal: SignRefusal): SaveRefusalType | NoteNotSignable {
  if (refusal.kind !== 'not_signable') return toSaveRefusal(refusal);
  return Object.assign(new NoteNotSignable(), { ...notSignable, violations: refusal.violations });
}

export function toSaveRefusal(refusal: SaveRefusal): SaveRefusalType {
  switch (refusal.kind) {
    case 'draft_conflict':
      return DraftConflict.of(refusal);
    case 'already_signed':
      return Object.assign(new AlreadySigned(), { ...alreadySigned, noteId: refusal.noteId });
    case 'wrong_status':
      return toAppointmentRefusal(refusal);
  }
}
