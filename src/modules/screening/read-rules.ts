import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { findRule, SHIPPED_RULES, withOverrides } from './domain/index.js';
import type { AnswerRule, RiskRule } from './domain/index.js';
import { latestOverrides, overridesPage } from './storage/rule-overrides.js';
import type { StoredOverride } from './storage/rule-overrides.js';

/** One rule as the practice has it. */
export interface RuleOfPractice {
  readonly rule: RiskRule | AnswerRule;
  readonly shipped: RiskRule | AnswerRule;
  /** The override that counts, if there is one. */
  readonly override: StoredOverride | null;
}

export function ruleOfPractice(shipped: RiskRule | AnswerRule, override: StoredOverride | null): RuleOfPractice {
  const rules = withOverrides(SHIPPED_RULES, override ? [override] : []);
  return { rule: findRule(rules, shipped.id) ?? shipped, shipped, override };
}

/** The practice's rules. They say nothing of any client. */
@Injectable()
export class ReadRules {
  async all(tx: Tx): Promise<RuleOfPractice[]> {
    const overrides = new Map((await latestOverrides(tx)).map((override) => [override.ruleId, override]));
    const { risks, answers } = SHIPPED_RULES;
    return [...risks, ...Object.values(answers)].map((rule) => ruleOfPractice(rule, overrides.get(rule.id) ?? null));
  }

  /** What the practice has changed in a rule so far, the last change first. Throws `NotFound` for no rule. */
  history(tx: Tx, page: Parameters<typeof overridesPage>[1]): Promise<StoredOverride[]> {
    requireRule(page.ruleId);
    return overridesPage(tx, page);
  }
}

export function requireRule(id: string): RiskRule | AnswerRule {
  const rule = findRule(SHIPPED_RULES, id);
  if (!rule) throw new NotFound('screening rule', id);
  return rule;
}
