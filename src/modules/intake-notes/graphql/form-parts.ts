import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
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

registerEnumType(QuestionKind, { name: 'IntakeQuestionKind', description: 'What an answer looks like.' });
registerEnumType(AskedAt, { name: 'IntakeAskedAt', description: 'At which visits a section is asked.' });
registerEnumType(DateRange, {
  name: 'IntakeDateRange',
  description: 'Which days a question of the kind DATE accepts.',
});
registerEnumType(Filler, {
  name: 'IntakeFiller',
  description: 'Who fills the form in: the client, or a guardian for a client under 18.',
});

/** Above what a form may have (`checkForm`), and low enough that no input is large. */
export const MOST = { texts: 40, options: 100, parts: 20, sections: 60, questions: 250, risks: 100 };
export const LONGEST = { text: 2000, id: 100 };

@Allow(CLINICAL)
@ObjectType('IntakeText', { description: 'A text in one language.' })
@InputType('IntakeTextInput')
export class IntakeText {
  @Field({ description: 'BCP 47. English (`en`) must be there.' })
  @IsString()
  @MaxLength(LONGEST.id)
  language: string;

  @Field()
  @IsString()
  @MaxLength(LONGEST.text)
  text: string;
}

@Allow(CLINICAL)
@ObjectType('IntakeOption')
@InputType('IntakeOptionInput')
export class IntakeOption {
  @Field({ description: 'Stable: answers hold it.' })
  @IsString()
  @MaxLength(LONGEST.id)
  id: string;

  @Field(() => [IntakeText])
  @ArrayMaxSize(MOST.texts)
  @ValidateNested({ each: true })
  @Type(() => IntakeText)
  label: IntakeText[];

  @Field(() => RiskCode, { nullable: true, description: 'What choosing it says to screening.' })
  @IsOptional()
  @IsEnum(RiskCode)
  risk?: RiskCode | null;

  @Field(() => Boolean, { nullable: true, description: 'Stands alone: "none of these".' })
  @IsOptional()
  @IsBoolean()
  exclusive?: boolean | null;
}

@Allow(CLINICAL)
@ObjectType('IntakeCondition', {
  description:
    'When a question is shown: by what was said to an earlier one of its section, or by several such conditions.',
})
@InputType('IntakeConditionInput')
export class IntakeCondition {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST.id)
  question?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'It was answered with yes, or with no.' })
  @IsOptional()
  @IsBoolean()
  yes?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'One of these options was chosen.' })
  @IsOptional()
  @ArrayMaxSize(MOST.options)
  @IsString({ each: true })
  anyOf?: readonly string[] | null;

  @Field(() => Int, { nullable: true, description: 'It was answered with this number or more.' })
  @IsOptional()
  @IsInt()
  atLeast?: number | null;

  @Field(() => [IntakeCondition], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST.parts)
  @ValidateNested({ each: true })
  @Type(() => IntakeCondition)
  all?: IntakeCondition[] | null;

  @Field(() => [IntakeCondition], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST.parts)
  @ValidateNested({ each: true })
  @Type(() => IntakeCondition)
  any?: IntakeCondition[] | null;
}
