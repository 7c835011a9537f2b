import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, IsUUID } from 'class-validator';
import { Allow, CLINICAL, connectionOf, LocalDate } from '../../../platform/graphql/index.js';
import { ScreeningVerdictType } from '../../screening/index.js';
import type { UnsignedNote as UnsignedRow } from '../find-unsigned-notes.js';
import type { VisitOfMyDay } from '../read-my-day.js';
import { SessionNote, toSessionNote } from './session-note-types.js';

@Allow(CLINICAL)
@ObjectType({ description: 'A visit of yours that waits for its note, or for the signature under it.' })
export class UnsignedNote {
  @Field(() => ID)
  appointmentId: string;

  @Field()
  visitStartsAt: Date;

  @Field(() => ID, { nullable: true, description: 'Null where nothing has been written.' })
  draftId: string | null;

  @Field(() => Int, { nullable: true })
  draftVersion: number | null;

  @Field({ description: 'When the draft was begun or, without one, when the visit ended.' })
  since: Date;

  @Field({ description: 'For more than 24 hours.' })
  overdue: boolean;

  readonly clientId: string;
}

export function toUnsignedNote(row: UnsignedRow): UnsignedNote {
  const { appointmentId, clientId, startsAt, draftId, draftVersion, since, overdue } = row;
  return Object.assign(new UnsignedNote(), {
    ...{ appointmentId, clientId, visitStartsAt: startsAt, draftId, draftVersion, since, overdue },
  });
}

export const UnsignedNoteConnection = connectionOf(UnsignedNote, 'UnsignedNote');

@Allow(CLINICAL)
@ObjectType({ description: 'A visit of your day, and what matters about its client.' })
export class MyDayVisit {
  @Field(() => ID)
  appointmentId: string;

  @Field(() => ScreeningVerdictType, { description: 'Of this visit, by the last answers.' })
  screening: ScreeningVerdictType;

  @Field(() => SessionNote, {
    nullable: true,
    description: 'The last signed note of an earlier visit, whoever wrote it.',
  })
  lastNote: SessionNote | null;

  @Field(() => UnsignedNote, { nullable: true, description: 'Null where the note is signed, or is not due yet.' })
  unsigned: UnsignedNote | null;

  @Field(() => ID, { nullable: true, description: 'Of this visit.' })
  signedNoteId: string | null;

  readonly visit: VisitOfMyDay;
}

export function toMyDayVisit(visit: VisitOfMyDay): MyDayVisit {
  const { appointmentId, screening, lastNote, unsigned, noteId } = visit;
  return Object.assign(new MyDayVisit(), {
    ...{ appointmentId, visit, signedNoteId: noteId },
    screening: ScreeningVerdictType.of(screening),
    lastNote: lastNote && toSessionNote(lastNote),
    unsigned: unsigned && toUnsignedNote(unsigned),
  });
}

@ArgsType()
export class MyDayArgs {
  @Field(() => LocalDate, { description: 'In the calendar of each clinic.' })
  @IsString()
  date: string;

  @Field(() => ID, { nullable: true, description: 'Left out: all clinics.' })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;
}
