import { Temporal } from 'temporal-polyfill';
import type { Violation } from '../../../kernel/index.js';
import type { AnswerRule, RiskRule, RuleLevel, RuleSet } from './rule.js';
import { AdaptationCode, compareLevels, VerdictLevel } from './verdict.js';

/** What a practice wants otherwise in one rule; what it leaves out stays as shipped. */
export interface RuleChanges {
  /** The rule does not count at all. */
  readonly disabled?: boolean;
  readonly level?: RuleLevel;
  /** ISO 8601 in whole days or longer: how long the rule counts. */
  readonly until?: string;
  /** 1 to 5. */
  readonly maxPressure?: number;
  readonly reason?: string;
  readonly adaptationTexts?: readonly { readonly code: AdaptationCode; readonly text: string }[];
}

/** The latest of a practice's overrides of one rule. */
export interface RuleOverride {
  readonly ruleId: string;
  /** Counts the practice's overrides of this rule, from 1. */
  readonly number: number;
  readonly changes: RuleChanges;
}

/** The rule with this id, of whichever kind. */
export const findRule = ({ risks, answers }: RuleSet, id: string): RiskRule | AnswerRule | undefined =>
  [...risks, ...Object.values(answers)].find((rule) => rule.id === id);

/** The set as the practice has it. An override without changes gives the rule back as shipped. */
export function withOverrides(shipped: RuleSet, overrides: readonly RuleOverride[]): RuleSet {
  const byRule = new Map(overrides.map((override) => [override.ruleId, override]));
  const isEnabled = ({ id }: RiskRule): boolean => !byRule.get(id)?.changes.disabled;
  const { missing, too_old, open, lapsed } = shipped.answers;
  const answer = (rule: AnswerRule): AnswerRule => changed(rule, byRule.get(rule.id));
  return {
    ...shipped,
    risks: shipped.risks.filter(isEnabled).map((rule) => changedRisk(rule, byRule.get(rule.id))),
    answers: { missing: answer(missing), too_old: answer(too_old), open: answer(open), lapsed: answer(lapsed) },
  };
}

function changed<T extends AnswerRule>(rule: T, override: RuleOverride | undefined): T {
  if (!override || Object.keys(override.changes).length === 0) return rule;
  const { reason = rule.reason, until } = override.changes;
  const window = rule.window && { ...rule.window, until: until ?? rule.window.until };
  return { ...rule, version: `${rule.version}+${override.number}`, reason, window };
}

function changedRisk(rule: RiskRule, override: RuleOverride | undefined): RiskRule {
  if (!override) return rule;
  const { level = rule.level, maxPressure, adaptationTexts = [] } = override.changes;
  const restrictions = rule.restrictions.map((restriction) => ({
    ...restriction,
    ...(restriction.code === AdaptationCode.MAX_PRESSURE && maxPressure !== undefined ? { maxPressure } : {}),
    ...adaptationTexts.find(({ code }) => code === restriction.code),
  }));
  return { ...changed(rule, override), level, restrictions };
}

const LONGEST = { years: 10 };
const LONGEST_SCREENED = { years: 2 };
const MOST_LETTERS = 500;

const broken = (field: string, rule: string, message: string): Violation => ({ field, rule, message });
const when = (isBroken: boolean, field: string, rule: string, message: string): Violation[] =>
  isBroken ? [broken(field, rule, message)] : [];

const isRisk = (rule: RiskRule | AnswerRule): rule is RiskRule => 'risk' in rule;

/**
 * What of the changes the shipped rule does not bear. Every threshold and text may be another one; the fixed rules cannot
 * be switched off or made milder, red flags stay emergencies for 48 hours at least, and unknown is never clear.
 */
export function overrideViolations(shipped: RiskRule | AnswerRule, changes: RuleChanges): Violation[] {
  return [
    ...untilViolations(shipped, changes),
    ...levelViolations(shipped, changes),
    ...pressureViolations(shipped, changes),
    ...textViolations(shipped, changes),
  ];
}

function levelViolations(rule: RiskRule | AnswerRule, { level, disabled }: RuleChanges): Violation[] {
  const isFixed = !isRisk(rule) || rule.fixed;
  const milder = level !== undefined && isRisk(rule) && compareLevels(level, rule.level) < 0;
  const isFlag = isRisk(rule) && rule.level === VerdictLevel.EMERGENCY;
  const isLevelFixed = level !== undefined && (!isRisk(rule) || isFlag || level === VerdictLevel.EMERGENCY);
  return [
    ...when(isFixed && disabled === true, 'disabled', 'fixed', 'This rule cannot be switched off.'),
    ...when(isFixed && milder, 'level', 'fixed', 'This rule cannot be made milder.'),
    ...when(
      isLevelFixed && level !== (isRisk(rule) ? rule.level : undefined),
      'level',
      'level',
      'This level cannot be set here.',
    ),
  ];
}

function pressureViolations(rule: RiskRule | AnswerRule, { maxPressure }: RuleChanges): Violation[] {
  if (maxPressure === undefined) return [];
  const isCapped = isRisk(rule) && rule.restrictions.some(({ code }) => code === AdaptationCode.MAX_PRESSURE);
  const isOnScale = Number.isInteger(maxPressure) && maxPressure >= 1 && maxPressure <= 5;
  return [
    ...when(!isCapped, 'maxPressure', 'unused', 'This rule does not limit the pressure.'),
    ...when(!isOnScale, 'maxPressure', 'range', 'maxPressure must be from 1 to 5'),
  ];
}

function untilViolations(rule: RiskRule | AnswerRule, { until }: RuleChanges): Violation[] {
  if (until === undefined) return [];
  if (!rule.window) return [broken('until', 'unused', 'This rule does not end by the calendar.')];
  const message = 'until must be an ISO 8601 duration of whole days, weeks, months or years, such as P6M';
  if (!/^P(?=\d)(\d{1,3}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?$/.test(until))
    return [broken('until', 'duration', message)];
  const relativeTo = Temporal.PlainDate.from('2001-01-01');
  const isLonger = (than: Temporal.DurationLike): boolean => Temporal.Duration.compare(until, than, { relativeTo }) > 0;
  const isTooShort =
    !isLonger({ days: 0 }) || (isRisk(rule) && rule.level === VerdictLevel.EMERGENCY && !isLonger({ days: 1 }));
  const isTooLong = isLonger(isRisk(rule) ? LONGEST : LONGEST_SCREENED);
  return [
    ...when(isTooShort, 'until', 'tooShort', 'until is too short for this rule'),
    ...when(isTooLong, 'until', 'tooLong', 'until is too long for this rule'),
  ];
}

function textViolations(rule: RiskRule | AnswerRule, { reason, adaptationTexts = [] }: RuleChanges): Violation[] {
  const codes = isRisk(rule) ? rule.restrictions.map(({ code }) => code) : [];
  const isWritten = (text: string): boolean => text.trim() !== '' && text.length <= MOST_LETTERS;
  const sentence = `must be a text of ${MOST_LETTERS} characters at most`;
  const given = adaptationTexts.map(({ code }) => code);
  return [
    ...when(reason !== undefined && !isWritten(reason), 'reason', 'length', `reason ${sentence}`),
    ...when(
      !given.every((code) => codes.includes(code)),
      'adaptationTexts',
      'unused',
      'This rule has no such adaptation.',
    ),
    ...when(new Set(given).size < given.length, 'adaptationTexts', 'unique', 'Each adaptation can have one text.'),
    ...when(!adaptationTexts.every(({ text }) => isWritten(text)), 'adaptationTexts', 'length', `A text ${sentence}`),
  ];
}
