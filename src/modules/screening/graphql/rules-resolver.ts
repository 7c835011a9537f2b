import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CLINICAL,
  CurrentActor,
  decodeCursor,
  MANAGEMENT,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { OverrideRule } from '../override-rule.js';
import { ReadRules } from '../read-rules.js';
import { RuleOverride, RuleOverrideConnection, RuleOverridesArgs, toRuleOverride } from './rule-override-types.js';
import {
  OverrideScreeningRuleInput,
  OverrideScreeningRuleResult,
  ScreeningRule,
  ScreeningRulePayload,
  ScreeningRuleSet,
  toChanges,
} from './rule-types.js';

@Resolver()
export class RulesResolver {
  constructor(
    private readonly readRules: ReadRules,
    private readonly overrideRule: OverrideRule,
  ) {}

  @Allow(CLINICAL)
  @Query(() => ScreeningRuleSet)
  async screeningRules(@Context() { reads }: GraphqlContext): Promise<ScreeningRuleSet> {
    return ScreeningRuleSet.of(await reads.run((tx) => this.readRules.all(tx)));
  }

  @Allow(MANAGEMENT)
  @Query(() => RuleOverrideConnection, {
    description: 'What the practice has changed in a rule, the last change first.',
  })
  async ruleOverrides(
    @Context() { reads }: GraphqlContext,
    @Args() { ruleId, first, after }: RuleOverridesArgs,
  ): Promise<Connection<RuleOverride>> {
    const below = numberAfter(after);
    const rows = await reads.run((tx) => this.readRules.history(tx, { ruleId, below, limit: first + 1 }));
    return toConnection(rows, first, toRuleOverride, ({ number }) => [number]);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => OverrideScreeningRuleResult, {
    description:
      'Thresholds, level and words of a rule for this practice. With nothing changed, the rule is as shipped again.',
  })
  async overrideScreeningRule(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: OverrideScreeningRuleInput,
  ): Promise<typeof OverrideScreeningRuleResult> {
    const { ruleId, overrides } = input;
    const outcome = await this.overrideRule.execute(actor, { ruleId, overrides, changes: toChanges(input) });
    if (!outcome.ok) return VersionConflict.of(outcome.refusal);
    return Object.assign(new ScreeningRulePayload(), { rule: ScreeningRule.of(outcome.value) });
  }
}

function numberAfter(cursor: string | null | undefined): number | null {
  if (!cursor) return null;
  const [number] = decodeCursor(cursor, 1);
  if (Number.isInteger(number) && Number(number) > 0 && Number(number) < 2 ** 31) return Number(number);
  throw InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');
}
