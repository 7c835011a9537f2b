import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsUUID, ValidateNested } from 'class-validator';
import { Allow, CLINICAL, PageArgs, Refusal, resultUnion, VersionConflict } from '../../../platform/graphql/index.js';
import { ANSWER_RULE_TEXTS, AnswerRule, isRedFlag } from '../domain/index.js';
import type { AnswerViolation } from '../domain/index.js';
import type { Intake as OpenedIntake } from '../intakes.js';
import type { OpenedNote } from '../open-notes.js';
import type { UnfinishedIntake as Unfinished } from '../refusals.js';
import type { SavedIntake } from '../save-intake-answers.js';
import { IntakeAnswerInput } from './answer-types.js';
import { Intake, IntakeNote, toIntake, toIntakeNote } from './intake-types.js';

registerEnumType(AnswerRule, { name: 'IntakeAnswerRule', description: 'What is wrong with an answer.' });

/** More than any form can have questions. */
const MOST_ANSWERS = 250;

@Allow(CLINICAL)
@ObjectType()
export class IntakeViolation {
  @Field()
  questionId: string;

  @Field(() => AnswerRule)
  rule: AnswerRule;

  @Field({ description: 'One sentence to show beside the question.' })
  message: string;

  static of({ questionId, rule }: AnswerViolation): IntakeViolation {
    return Object.assign(new IntakeViolation(), { questionId, rule, message: ANSWER_RULE_TEXTS[rule].en });
  }
}

@Allow(CLINICAL)
@ObjectType()
export class StartIntakePayload {
  @Field(() => Intake)
  intake: Intake;

  static of(intake: OpenedIntake): StartIntakePayload {
    return Object.assign(new StartIntakePayload(), { intake: toIntake(intake) });
  }
}

@Allow(CLINICAL)
@ObjectType()
export class SaveIntakeAnswersPayload {
  @Field(() => Intake)
  intake: Intake;

  @Field(() => [IntakeViolation], { description: 'Answers that were not taken; what stood before stays.' })
  violations: IntakeViolation[];

  static of({ intake, violations }: SavedIntake): SaveIntakeAnswersPayload {
    return Object.assign(new SaveIntakeAnswersPayload(), {
      intake: toIntake(intake),
      violations: violations.map((violation) => IntakeViolation.of(violation)),
    });
  }
}

@Allow(CLINICAL)
@ObjectType()
export class SubmitIntakePayload {
  @Field(() => IntakeNote)
  note: IntakeNote;

  isRedFlag: boolean;

  static of(opened: OpenedNote): SubmitIntakePayload {
    const { form, content } = opened;
    const flagged = content !== null && isRedFlag(form, content.answers);
    return Object.assign(new SubmitIntakePayload(), { note: toIntakeNote(opened), isRedFlag: flagged });
  }
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'Something is missing or does not fit.' })
export class UnfinishedIntake extends Refusal {
  @Field(() => [IntakeViolation])
  violations: IntakeViolation[];

  static of({ violations }: Unfinished): UnfinishedIntake {
    return Object.assign(new UnfinishedIntake(), {
      message: 'Some questions still need an answer, or a signature.',
      violations: violations.map((violation) => IntakeViolation.of(violation)),
    });
  }
}

export const SaveIntakeAnswersResult = resultUnion('SaveIntakeAnswersResult', [
  SaveIntakeAnswersPayload,
  VersionConflict,
]);
export const SubmitIntakeResult = resultUnion('SubmitIntakeResult', [
  SubmitIntakePayload,
  VersionConflict,
  UnfinishedIntake,
]);

@InputType()
export class SaveIntakeAnswersInput {
  @Field(() => ID)
  @IsUUID()
  intakeId: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;

  @Field(() => [IntakeAnswerInput], { description: 'Of some of the questions: the others keep their answers.' })
  @ArrayMaxSize(MOST_ANSWERS)
  @ValidateNested({ each: true })
  @Type(() => IntakeAnswerInput)
  answers: IntakeAnswerInput[];
}

@InputType()
export class SubmitIntakeInput {
  @Field(() => ID)
  @IsUUID()
  intakeId: string;

  @Field(() => Int, { description: 'The version that was signed.' })
  @IsInt()
  version: number;
}

@ArgsType()
export class IntakeNotesArgs extends PageArgs {
  @Field(() => ID)
  @IsUUID()
  clientId: string;
}
