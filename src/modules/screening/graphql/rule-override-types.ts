import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import { Allow, connectionOf, MANAGEMENT, PageArgs } from '../../../platform/graphql/index.js';
import { AdaptationCode, VerdictLevel } from '../domain/index.js';
import type { StoredOverride } from '../storage/rule-overrides.js';

@ArgsType()
export class RuleOverridesArgs extends PageArgs {
  @Field()
  @IsString()
  @MaxLength(100)
  ruleId: string;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'The practice’s words for an adaptation.' })
export class RuleText {
  @Field(() => AdaptationCode)
  code: AdaptationCode;

  @Field()
  text: string;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'One override of a rule. The latest counts; earlier ones are kept.' })
export class RuleOverride {
  @Field(() => ID)
  id: string;

  @Field(() => Int, { description: 'From 1.' })
  number: number;

  @Field()
  setAt: Date;

  @Field(() => ID)
  setByMembershipId: string;

  @Field()
  disabled: boolean;

  @Field(() => VerdictLevel, { nullable: true })
  level: VerdictLevel | null;

  @Field(() => String, { nullable: true })
  until: string | null;

  @Field(() => Int, { nullable: true })
  maxPressure: number | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => [RuleText])
  adaptationTexts: RuleText[];
}

export function toRuleOverride({ id, number, setAt, setBy, changes }: StoredOverride): RuleOverride {
  const { disabled = false, level = null, until = null, maxPressure = null, reason = null } = changes;
  const texts = (changes.adaptationTexts ?? []).map(({ code, text }) => Object.assign(new RuleText(), { code, text }));
  return Object.assign(new RuleOverride(), {
    ...{ id, number, setAt, setByMembershipId: setBy },
    ...{ disabled, level, until, maxPressure, reason, adaptationTexts: texts },
  });
}

export const RuleOverrideConnection = connectionOf(RuleOverride, 'RuleOverride');
