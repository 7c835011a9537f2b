import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Allow, CLINICAL, MANAGEMENT, resultUnion, Trimmed, VersionConflict } from '../../../platform/graphql/index.js';
import { BodySiteType } from '../../practices/index.js';
import { AdaptationCode, limitOf, RiskCode, SHIPPED_RULES, textOf, VerdictLevel } from '../domain/index.js';
import type { AnswerRule, Restriction, RiskRule, RuleChanges, RuleLevel } from '../domain/index.js';
import type { RuleOfPractice } from '../read-rules.js';

@Allow(CLINICAL)
@ObjectType({ description: 'How a session must differ under a rule.' })
export class RuleAdaptation {
  @Field(() => AdaptationCode)
  code: AdaptationCode;

  @Field(() => Int, { nullable: true, description: '1 to 5, where the pressure is limited.' })
  maxPressure: number | null;

  @Field(() => [BodySiteType], { description: 'Where, whatever the client answers.' })
  sites: readonly BodySiteType[];

  @Field({ description: 'In plain words.' })
  text: string;

  static of(restriction: Restriction): RuleAdaptation {
    const { code, where } = restriction;
    const sites = typeof where === 'string' ? [] : where;
    const text = textOf(restriction);
    return Object.assign(new RuleAdaptation(), { code, maxPressure: limitOf(restriction), sites, text });
  }
}

@Allow(CLINICAL)
@ObjectType({ description: 'One rule of screening as the practice has it.' })
export class ScreeningRule {
  @Field(() => ID)
  id: string;

  @Field({ description: '“1” as shipped, “1+3” with the practice’s third override of it.' })
  version: string;

  @Field(() => RiskCode, {
    nullable: true,
    description: 'The answer that it is about. Null where answers are missing.',
  })
  risk: RiskCode | null;

  @Field(() => VerdictLevel)
  level: VerdictLevel;

  @Field({ description: 'It can neither be switched off nor made milder, and no therapist lifts it.' })
  fixed: boolean;

  @Field()
  disabled: boolean;

  @Field(() => String, { nullable: true, description: 'ISO 8601: how long it counts. Null where it does not end.' })
  until: string | null;

  @Field(() => [RuleAdaptation])
  adaptations: RuleAdaptation[];

  @Field({ description: 'In plain words.' })
  reason: string;

  @Field()
  source: string;

  @Field(() => Int, { description: 'How often the practice has overridden it.' })
  overrides: number;

  static of({ rule, override }: RuleOfPractice): ScreeningRule {
    const { id, version, reason, source, window } = rule;
    return Object.assign(new ScreeningRule(), {
      ...{ id, version, reason, source, until: window?.until ?? null },
      ...ofRisk(rule),
      disabled: override?.changes.disabled ?? false,
      overrides: override?.number ?? 0,
    });
  }
}

function ofRisk(rule: RiskRule | AnswerRule): Pick<ScreeningRule, 'risk' | 'level' | 'fixed' | 'adaptations'> {
  if (!('risk' in rule)) return { risk: null, level: VerdictLevel.NOT_SCREENED, fixed: true, adaptations: [] };
  const { risk, level, fixed, restrictions } = rule;
  return { risk, level, fixed, adaptations: restrictions.map((restriction) => RuleAdaptation.of(restriction)) };
}

@Allow(CLINICAL)
@ObjectType({ description: 'The rules of screening as the practice has them.' })
export class ScreeningRuleSet {
  @Field(() => ID)
  id: string;

  @Field()
  version: string;

  @Field({ description: 'What whoever uses the rules must know.' })
  notice: string;

  @Field(() => [ScreeningRule])
  rules: ScreeningRule[];

  static of(all: readonly RuleOfPractice[]): ScreeningRuleSet {
    const { id, version, notice } = SHIPPED_RULES;
    const rules = all.map((one) => ScreeningRule.of(one));
    return Object.assign(new ScreeningRuleSet(), { id, version, notice, rules });
  }
}

@InputType()
export class AdaptationTextInput {
  @Field(() => AdaptationCode)
  @IsEnum(AdaptationCode)
  code: AdaptationCode;

  @Field({ description: '1 to 500 characters.' })
  @Trimmed()
  @IsString()
  text: string;
}

@InputType({ description: 'All that is to be other than shipped. What is left out is as shipped.' })
export class OverrideScreeningRuleInput {
  @Field()
  @IsString()
  @MaxLength(100)
  ruleId: string;

  @Field(() => Int, { description: '`overrides` of the rule when it was read.' })
  @IsInt()
  @Min(0)
  overrides: number;

  @Field(() => Boolean, { nullable: true, description: 'The rule does not count.' })
  @IsOptional()
  @IsBoolean()
  disabled?: boolean | null;

  @Field(() => VerdictLevel, { nullable: true, description: 'ADAPT, CLEARANCE or DEFER.' })
  @IsOptional()
  @IsEnum(VerdictLevel)
  level?: VerdictLevel | null;

  @Field(() => String, { nullable: true, description: 'ISO 8601 in days or longer: how long the rule counts.' })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  until?: string | null;

  @Field(() => Int, { nullable: true, description: '1 to 5.' })
  @IsOptional()
  @IsInt()
  maxPressure?: number | null;

  @Field(() => String, { nullable: true, description: '1 to 500 characters.' })
  @IsOptional()
  @Trimmed()
  @IsString()
  reason?: string | null;

  @Field(() => [AdaptationTextInput], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => AdaptationTextInput)
  adaptationTexts?: AdaptationTextInput[] | null;
}

/** What the input changes: what is null is left out. */
export function toChanges({ ruleId: _, overrides: __, ...changes }: OverrideScreeningRuleInput): RuleChanges {
  const given = Object.entries(changes).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given) as RuleChanges & { level?: RuleLevel };
}

@Allow(MANAGEMENT)
@ObjectType()
export class ScreeningRulePayload {
  @Field(() => ScreeningRule)
  rule: ScreeningRule;
}

export const OverrideScreeningRuleResult = resultUnion('OverrideScreeningRuleResult', [
  ScreeningRulePayload,
  VersionConflict,
]);
