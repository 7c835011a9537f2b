import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { InvalidInput } from '../../../kernel/index.js';
import { Allow, CLINICAL, LocalDate } from '../../../platform/graphql/index.js';
import { BodySiteInput, BodySiteType } from '../../practices/index.js';
import { AnswerState, QuestionKind, REFUSED } from '../domain/index.js';
import type { Answer, ReadAnswer } from '../domain/index.js';

registerEnumType(AnswerState, {
  name: 'IntakeAnswerState',
  description: 'NOT_ASKED: the question was not shown, given the other answers.',
});

const LONGEST = 5000;

@Allow(CLINICAL)
@ObjectType('IntakeAnswer', {
  description: 'What was said to one question. Fields that its kind does not have are null.',
})
export class IntakeAnswer {
  @Field()
  questionId: string;

  @Field(() => AnswerState)
  state: AnswerState;

  @Field(() => String, { nullable: true })
  text?: string;

  @Field(() => [String], { nullable: true, description: 'Of CHOICE, which has one, and MULTI_CHOICE: their ids.' })
  options?: readonly string[];

  @Field(() => Int, { nullable: true })
  scale?: number;

  @Field(() => LocalDate, { nullable: true })
  date?: string;

  @Field(() => Boolean, { nullable: true })
  yes?: boolean;

  @Field(() => String, { nullable: true, description: 'What was said beside a yes.' })
  detail?: string;

  @Field(() => [BodySiteType], { nullable: true })
  sites?: readonly BodySiteType[];

  @Field(() => String, { nullable: true, description: 'The name with which it was signed.' })
  signature?: string;
}

export function toAnswer({ question, state, answer }: ReadAnswer): IntakeAnswer {
  return { questionId: question.id, state, ...(answer && saidIn(answer)) };
}

function saidIn(answer: Exclude<Answer, { kind: 'refused' }>): Partial<IntakeAnswer> {
  switch (answer.kind) {
    case QuestionKind.TEXT:
      return { text: answer.text };
    case QuestionKind.CHOICE:
      return { options: [answer.option] };
    case QuestionKind.MULTI_CHOICE:
      return { options: answer.options };
    case QuestionKind.SCALE:
      return { scale: answer.value };
    case QuestionKind.DATE:
      return { date: answer.date };
    case QuestionKind.YES_NO:
      return { yes: answer.yes, detail: answer.detail };
    case QuestionKind.BODY_MAP:
      return { sites: answer.sites };
    case QuestionKind.SIGNATURE:
      return { signature: answer.name };
  }
}

@InputType({ description: 'An answer: one of its fields, by the kind of the question. None takes the answer back.' })
export class IntakeAnswerInput {
  @Field()
  @IsString()
  @MaxLength(100)
  questionId: string;

  @Field(() => Boolean, { nullable: true, description: 'True: "I would rather not say".' })
  @IsOptional()
  @Equals(true)
  refused?: boolean | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Of a CHOICE.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  option?: string | null;

  @Field(() => [String], { nullable: true, description: 'Of a MULTI_CHOICE.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  options?: string[] | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsInt()
  scale?: number | null;

  @Field(() => LocalDate, { nullable: true })
  @IsOptional()
  @IsString()
  date?: string | null;

  @Field(() => Boolean, { nullable: true })
  @IsOptional()
  @IsBoolean()
  yes?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Beside a yes.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  detail?: string | null;

  @Field(() => [BodySiteInput], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => BodySiteInput)
  sites?: BodySiteInput[] | null;

  @Field(() => String, { nullable: true, description: 'The full name of whoever signs.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST)
  signature?: string | null;
}

/** By question. Throws `InvalidInput` for a question that is named twice, or answered in two ways at once. */
export function fromAnswers(inputs: readonly IntakeAnswerInput[]): Record<string, Answer | null> {
  if (new Set(inputs.map(({ questionId }) => questionId)).size !== inputs.length) {
    throw InvalidInput.of('answers', 'unique', 'answers must name each question once');
  }
  return Object.fromEntries(inputs.map((input) => [input.questionId, fromAnswer(input)]));
}

function fromAnswer(input: IntakeAnswerInput): Answer | null {
  const { refused, text, option, options, scale, date, yes, detail, sites, signature } = input;
  const given: (Answer | false | null | undefined)[] = [
    refused && REFUSED,
    isGiven(text) && { kind: QuestionKind.TEXT, text },
    isGiven(option) && { kind: QuestionKind.CHOICE, option },
    isGiven(options) && { kind: QuestionKind.MULTI_CHOICE, options },
    isGiven(scale) && { kind: QuestionKind.SCALE, value: scale },
    isGiven(date) && { kind: QuestionKind.DATE, date },
    isGiven(yes) && { kind: QuestionKind.YES_NO, yes, ...(isGiven(detail) && { detail }) },
    isGiven(sites) && { kind: QuestionKind.BODY_MAP, sites: sites.map(({ region, side }) => ({ region, side })) },
    isGiven(signature) && { kind: QuestionKind.SIGNATURE, name: signature },
  ];
  const [answer, ...more] = given.filter((one): one is Answer => Boolean(one));
  if (more.length === 0) return answer ?? null;
  throw InvalidInput.of('answers', 'oneAnswer', 'each of the answers must have one of the fields only');
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
