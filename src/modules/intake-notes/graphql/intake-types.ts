import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL, connectionOf, LocalDate } from '../../../platform/graphql/index.js';
import { VerdictLevel } from '../../screening/domain/index.js';
import { Filler, readBack, signedBy, visibleQuestions } from '../domain/index.js';
import type { Intake as OpenedIntake } from '../intakes.js';
import type { OpenedNote } from '../open-notes.js';
import { IntakeAnswer, toAnswer } from './answer-types.js';
import { toForm } from './form-mapping.js';
import { IntakeText } from './form-parts.js';
import { IntakeForm } from './form-types.js';
import { IntakeFormVersion, toFormVersion } from './intake-form-types.js';

/** Who filled a form in: the client by a link, or staff with the client. */
export enum FilledInBy {
  CLIENT = 'client',
  STAFF = 'staff',
}
registerEnumType(FilledInBy, { name: 'IntakeFilledInBy' });

@Allow(CLINICAL)
@ObjectType({ description: 'What somebody with a red flag is to be told at once.' })
export class EmergencyAdvice {
  @Field(() => [IntakeText])
  title: IntakeText[];

  @Field(() => [IntakeText])
  text: IntakeText[];

  @Field(() => String, { nullable: true, description: 'Who to call, where the number of the country is known.' })
  number: string | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'An intake form that staff are filling in with the client.' })
export class Intake {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => Int)
  version: number;

  @Field(() => Filler)
  filler: Filler;

  @Field({ description: 'Whether only today’s questions and changes are asked: the rest is carried over.' })
  isReturnVisit: boolean;

  @Field(() => IntakeForm)
  form: IntakeForm;

  @Field(() => [ID], { description: 'The questions to show, given the answers so far.' })
  visibleQuestionIds: string[];

  @Field(() => [IntakeAnswer], { description: 'One for each question of the form, in its order.' })
  answers: IntakeAnswer[];

  @Field(() => Date)
  startedAt: Date;

  @Field(() => Date)
  updatedAt: Date;

  isRedFlag: boolean;
}

export function toIntake({ draft, form, last, answers, isRedFlag }: OpenedIntake): Intake {
  const { id, clientId, version, filler, startedAt, updatedAt } = draft;
  return Object.assign(new Intake(), {
    ...{ id, clientId, version, filler, startedAt, updatedAt, isRedFlag, isReturnVisit: last !== null },
    form: toForm(form),
    visibleQuestionIds: visibleQuestions(form, answers).map((question) => question.id),
    answers: readBack(form, answers).map(toAnswer),
  });
}

@Allow(CLINICAL)
@ObjectType({ description: 'A client’s health history at one moment, signed. It never changes.' })
export class IntakeNote {
  @Field(() => ID)
  id: string;

  @Field(() => ID, { description: 'The record under which it was written; its person’s records may be merged by now.' })
  clientId: string;

  @Field(() => IntakeFormVersion, { description: 'What was asked.' })
  formVersion: IntakeFormVersion;

  @Field(() => Filler)
  filler: Filler;

  @Field(() => FilledInBy)
  filledInBy: FilledInBy;

  @Field(() => ID, { nullable: true, description: 'The membership of who filled it in with the client.' })
  submittedById: string | null;

  @Field(() => Date, { description: 'When it was signed and sent.' })
  submittedAt: Date;

  @Field(() => LocalDate)
  answeredOn: string;

  @Field(() => VerdictLevel, {
    description: 'What screening said on that day, whatever is booked: the mildest of the verdicts on all techniques.',
  })
  verdictLevel: VerdictLevel;

  @Field(() => ID, { nullable: true, description: 'The note from which it carries over what had not changed.' })
  previousNoteId: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The sections that had changed since the note before. Null where the whole form was asked, or all is erased.',
  })
  changedSections: readonly string[] | null;

  @Field(() => [IntakeAnswer], {
    nullable: true,
    description: 'One for each question of the form, in its order. Null once the record has been erased.',
  })
  answers: IntakeAnswer[] | null;

  @Field(() => String, { nullable: true, description: 'The name with which it was signed.' })
  signedBy: string | null;
}

export function toIntakeNote({ note, content, form, version }: OpenedNote): IntakeNote {
  const { id, clientId, filler, submittedAt, answeredOn, verdictLevel, previousNoteId, submittedBy } = note;
  return Object.assign(new IntakeNote(), {
    ...{ id, clientId, filler, submittedAt, answeredOn, verdictLevel, previousNoteId, submittedById: submittedBy },
    filledInBy: note.linkId === null ? FilledInBy.STAFF : FilledInBy.CLIENT,
    formVersion: toFormVersion(version),
    changedSections: content?.changed ?? null,
    answers: content ? readBack(form, content.answers).map(toAnswer) : null,
    signedBy: content ? signedBy(form, content.answers) : null,
  });
}

export const IntakeNoteConnection = connectionOf(IntakeNote, 'IntakeNote');
