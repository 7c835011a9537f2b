import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL, connectionOf } from '../../../platform/graphql/index.js';
import { SELF_CARE_LIBRARY, SelfCareKind } from '../domain/self-care-library.js';
import type { SelfCareItem as LibraryItem } from '../domain/self-care-library.js';
import type { OpenAddendum, OpenDraft, OpenNote } from '../opened-notes.js';
import { SessionNoteContent, toContent } from './note-content-types.js';

registerEnumType(SelfCareKind, { name: 'SelfCareKind', description: 'What kind of thing a client can do at home.' });

@Allow(CLINICAL)
@ObjectType({ description: 'A signed note. It never changes; addenda correct and complete it.' })
export class SessionNote {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  appointmentId: string;

  @Field(() => ID, { description: 'The record under which it was signed.' })
  clientId: string;

  @Field({ description: 'Start of the visit, as at signing.' })
  visitStartsAt: Date;

  @Field({ description: 'The name of who wrote and signed it.' })
  author: string;

  @Field()
  draftedAt: Date;

  @Field()
  signedAt: Date;

  @Field(() => Int, { description: 'The shape of notes that it was signed in.' })
  schemaVersion: number;

  @Field(() => SessionNoteContent, { nullable: true, description: 'Null once the client’s record has been erased.' })
  content: SessionNoteContent | null;

  readonly therapistId: string;
}

export function toSessionNote(row: OpenNote): SessionNote {
  const { id, appointmentId, clientId, therapistId, visitStartsAt, draftedAt, signedAt, schemaVersion } = row;
  return Object.assign(new SessionNote(), {
    ...{ id, appointmentId, clientId, therapistId, visitStartsAt, draftedAt, signedAt, schemaVersion },
    ...{ author: row.authorName, content: row.content && toContent(row.content) },
  });
}

export const SessionNoteConnection = connectionOf(SessionNote, 'SessionNote');

@Allow(CLINICAL)
@ObjectType({ description: 'A correction of or an addition to a signed note.' })
export class SessionNoteAddendum {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: 'From 1, without a gap.' })
  sequence: number;

  @Field({ description: 'The name of who wrote it.' })
  author: string;

  @Field()
  writtenAt: Date;

  @Field(() => String, { nullable: true, description: 'Why the note needs it. Null once the record has been erased.' })
  reason: string | null;

  @Field(() => String, { nullable: true, description: 'Null once the client’s record has been erased.' })
  text: string | null;
}

export function toAddendum({ id, sequence, authorName, writtenAt, content }: OpenAddendum): SessionNoteAddendum {
  return Object.assign(new SessionNoteAddendum(), {
    ...{ id, sequence, author: authorName, writtenAt },
    ...{ reason: content?.reason ?? null, text: content?.text ?? null },
  });
}

@Allow(CLINICAL)
@ObjectType({ description: 'What a therapist has written of a visit and not signed: nobody else sees it.' })
export class SessionNoteDraft {
  @Field(() => ID, { description: 'The note has the same id once it is signed.' })
  id: string;

  @Field(() => ID)
  appointmentId: string;

  @Field(() => Int)
  version: number;

  @Field()
  createdAt: Date;

  @Field({ description: 'When this version was saved.' })
  savedAt: Date;

  @Field(() => ID, { description: 'The membership that saved it.' })
  savedByMembershipId: string;

  @Field(() => SessionNoteContent, { nullable: true, description: 'Null once the client’s record has been erased.' })
  content: SessionNoteContent | null;
}

export function toDraft(row: OpenDraft): SessionNoteDraft {
  const { id, appointmentId, version, createdAt, updatedAt, authorId, content } = row;
  return Object.assign(new SessionNoteDraft(), {
    ...{ id, appointmentId, version, createdAt, savedAt: updatedAt, savedByMembershipId: authorId },
    content: content && toContent(content),
  });
}

@Allow(CLINICAL)
@ObjectType({ description: 'Something to do at home, in words for the client. It may help, and promises nothing.' })
export class SelfCareItem {
  @Field(() => ID)
  id: string;

  @Field(() => SelfCareKind)
  kind: SelfCareKind;

  @Field()
  title: string;

  @Field()
  mayHelp: string;

  @Field(() => [String])
  steps: string[];

  @Field()
  howOften: string;

  @Field({ description: 'Who should leave it, or ask a health professional first.' })
  notFor: string;

  @Field()
  stopWhen: string;
}

export const selfCareItems = (): SelfCareItem[] =>
  Object.entries<LibraryItem>(SELF_CARE_LIBRARY).map(([id, item]) =>
    Object.assign(new SelfCareItem(), { id, ...item, steps: [...item.steps] }),
  );
