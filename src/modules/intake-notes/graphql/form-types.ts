import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Allow, CLINICAL } from '../../../platform/graphql/index.js';
import { RiskCode } from '../../screening/domain/index.js';
import { AskedAt, DateRange, Filler, QuestionKind } from '../domain/index.js';
import { IntakeCondition, IntakeOption, IntakeText, LONGEST, MOST } from './form-parts.js';

@Allow(CLINICAL)
@ObjectType('IntakeQuestion', { description: 'A question. Fields that its kind does not have are null.' })
@InputType('IntakeQuestionInput')
export class IntakeQuestion {
  @Field({ description: 'Stable: answers hold it.' })
  @IsString()
  @MaxLength(LONGEST.id)
  id: string;

  @Field(() => QuestionKind)
  @IsEnum(QuestionKind)
  kind: QuestionKind;

  @Field(() => [IntakeText])
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  label: IntakeText[];

  @Field(() => [IntakeText], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  help?: IntakeText[] | null;

  @Field({ description: 'Must be answered or, where that is allowed, refused.' })
  @IsBoolean()
  required: boolean;

  @Field({ description: 'Whether "I would rather not say" is an answer.' })
  @IsBoolean()
  refusable: boolean;

  @Field(() => IntakeCondition, { nullable: true, description: 'Null: always shown.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => IntakeCondition)
  showIf?: IntakeCondition | null;

  @Field(() => Filler, { nullable: true, description: 'Whom it is for; null: for both.' })
  @IsOptional()
  @IsEnum(Filler)
  filler?: Filler | null;

  @Field(() => [IntakeOption], { nullable: true, description: 'Of CHOICE and MULTI_CHOICE.' })
  @IsOptional()
  @ArrayMaxSize(MOST.options)
  @ValidateNested({ each: true })
  @Type(() => IntakeOption)
  options?: IntakeOption[] | null;

  @Field(() => Int, { nullable: true, description: 'Of TEXT, in characters.' })
  @IsOptional()
  @IsInt()
  maxLength?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Of TEXT: several lines.' })
  @IsOptional()
  @IsBoolean()
  long?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Of SCALE.' })
  @IsOptional()
  @IsInt()
  min?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of SCALE.' })
  @IsOptional()
  @IsInt()
  max?: number | null;

  @Field(() => [IntakeText], { nullable: true, description: 'Of SCALE.' })
  @IsOptional()
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  minLabel?: IntakeText[] | null;

  @Field(() => [IntakeText], { nullable: true, description: 'Of SCALE.' })
  @IsOptional()
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  maxLabel?: IntakeText[] | null;

  @Field(() => DateRange, { nullable: true, description: 'Of DATE.' })
  @IsOptional()
  @IsEnum(DateRange)
  range?: DateRange | null;

  @Field(() => [IntakeText], { nullable: true, description: 'Of YES_NO: what is asked after a yes.' })
  @IsOptional()
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  detail?: IntakeText[] | null;

  @Field(() => RiskCode, {
    nullable: true,
    description: 'Of YES_NO and BODY_MAP: what a yes, or a place, says to screening.',
  })
  @IsOptional()
  @IsEnum(RiskCode)
  risk?: RiskCode | null;

  @Field(() => [RiskCode], {
    nullable: true,
    description: 'Of which risks the answer tells when, where or what exactly.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST.risks)
  @IsEnum(RiskCode, { each: true })
  tellsAbout?: readonly RiskCode[] | null;
}

@Allow(CLINICAL)
@ObjectType('IntakeSection', { description: 'Questions that belong together, on a page of their own.' })
@InputType('IntakeSectionInput')
export class IntakeSection {
  @Field()
  @IsString()
  @MaxLength(LONGEST.id)
  id: string;

  @Field(() => [IntakeText])
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  title: IntakeText[];

  @Field(() => [IntakeText], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  intro?: IntakeText[] | null;

  @Field(() => AskedAt)
  @IsEnum(AskedAt)
  asked: AskedAt;

  @Field(() => [IntakeQuestion])
  @ArrayMaxSize(MOST.questions)
  @ValidateNested({ each: true })
  @Type(() => IntakeQuestion)
  questions: IntakeQuestion[];
}

@Allow(CLINICAL)
@ObjectType('IntakeForm', { description: 'What is asked of a client.' })
@InputType('IntakeFormInput')
export class IntakeForm {
  @Field(() => [IntakeSection])
  @ArrayMaxSize(MOST.sections)
  @ValidateNested({ each: true })
  @Type(() => IntakeSection)
  sections: IntakeSection[];
}
