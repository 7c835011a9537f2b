import { adaptationsOf, isFitting, mergeAdaptations } from './restrictions.js';
import type { Treatment } from './restrictions.js';
import { timingOf } from './date-window.js';
import type { RiskAnswer, RiskProfile } from './risk.js';
import type { AnswerGap, RiskRule, RuleSet } from './rule.js';
import { compareLevels, Lifted, VerdictLevel, worstLevel } from './verdict.js';
import type { Adaptation, Reason, Verdict } from './verdict.js';
import { isClearanceValid } from './clearance.js';
import type { ValidClearance } from './clearance.js';

const { NOT_SCREENED, ADAPT, CLEARANCE, DEFER } = VerdictLevel;

/** What the treating therapist decided for one visit: the rules, at these levels, that are not to hold it up. */
export interface VisitDecision {
  readonly lifts: readonly { readonly ruleId: string; readonly level: VerdictLevel }[];
}

/** One visit as screening sees it. */
export interface VisitToScreen extends Treatment {
  /** Local date of the visit in the clinic's calendar, YYYY-MM-DD. */
  readonly date: string;
  readonly clearances: readonly ValidClearance[];
  readonly decision: VisitDecision | null;
}

/** One rule that applies, with the adaptations that go where the reason is lifted by a decision. */
interface Finding {
  readonly reason: Reason;
  readonly fixed: boolean;
  readonly adaptations: readonly Adaptation[];
}

/** The verdict for one visit by the latest answers (DOMAIN.md, Screening). Total: without answers it is `not_screened`. */
export function screen(rules: RuleSet, profile: RiskProfile | null, visit: VisitToScreen): Verdict {
  return screenAll(rules, profile ? [profile] : [], visit);
}

/**
 * The verdict by several sets of answers of one person, whose records were merged: each counts, so the worst rule of all
 * wins. What is unknown is never clear, and nothing but answers lifts it.
 */
export function screenAll(rules: RuleSet, profiles: readonly RiskProfile[], visit: VisitToScreen): Verdict {
  const found =
    profiles.length === 0 ? [gapFinding(rules, 'missing')] : profiles.flatMap((p) => findings(rules, p, visit));
  const judged = found.map((finding) => ({ ...finding, reason: lift(finding, visit) }));
  const reasons = distinct(judged.map(({ reason }) => reason));
  return {
    level: worstLevel(reasons.filter(({ lifted }) => lifted === null).map(({ level }) => level)),
    reasons: reasons.sort((a, b) => compareLevels(b.level, a.level)),
    adaptations: mergeAdaptations(
      judged.filter(({ reason }) => reason.lifted === null).flatMap(({ adaptations }) => adaptations),
    ),
  };
}

function findings(rules: RuleSet, profile: RiskProfile, visit: VisitToScreen): Finding[] {
  const dates = { visit: visit.date, answeredOn: profile.answeredOn, named: undefined };
  const isOld = timingOf(rules.answers.too_old.window, dates) === 'after';
  const isOpen = profile.unknown.length > 0 || !profile.complete;
  return [
    ...(isOld ? [gapFinding(rules, 'too_old')] : []),
    ...(isOpen ? [gapFinding(rules, 'open')] : []),
    ...profile.present.flatMap((answer) => findingsOfAnswer(rules, profile.answeredOn, answer, visit)),
  ];
}

function findingsOfAnswer(rules: RuleSet, answeredOn: string, answer: RiskAnswer, visit: VisitToScreen): Finding[] {
  const dates = { visit: visit.date, answeredOn, named: answer.on };
  return rules.risks
    .filter(({ risk }) => risk === answer.risk)
    .flatMap((rule) => {
      const timing = timingOf(rule.window, dates);
      if (timing === 'within') return findingsOfRule(rule, answer, visit);
      return timing === 'after' && rule.window?.afterwards === 'unknown' ? [gapFinding(rules, 'lapsed')] : [];
    });
}

/** A rule may hold the visit up by itself and restrict it too: a clearance lifts the one and leaves the other. */
function findingsOfRule(rule: RiskRule, answer: RiskAnswer, visit: VisitToScreen): Finding[] {
  const { id: ruleId, version, reason: text, source, fixed, risk } = rule;
  const finding = (level: VerdictLevel, adaptations: readonly Adaptation[] = []): Finding => ({
    reason: { ruleId, version, level, text, source, risk, lifted: null },
    fixed,
    adaptations,
  });
  if (rule.restrictions.length === 0) return [finding(rule.level)];
  const held = rule.level === ADAPT ? [] : [finding(rule.level)];
  const fits = rule.restrictions.every((restriction) => isFitting(restriction, answer, visit));
  return [...held, fits ? finding(ADAPT, adaptationsOf(rule, answer)) : finding(DEFER)];
}

function gapFinding({ answers }: RuleSet, gap: AnswerGap): Finding {
  const { id: ruleId, version, reason: text, source } = answers[gap];
  return {
    reason: { ruleId, version, level: NOT_SCREENED, text, source, risk: null, lifted: null },
    fixed: true,
    adaptations: [],
  };
}

function lift({ reason, fixed }: Finding, { technique, date, clearances, decision }: VisitToScreen): Reason {
  const { level, ruleId } = reason;
  if (level === CLEARANCE && clearances.some((one) => isClearanceValid(one, technique, date)))
    return { ...reason, lifted: Lifted.BY_CLEARANCE };
  const isLiftable = !fixed && (level === ADAPT || level === CLEARANCE);
  const isDecided = decision?.lifts.some((one) => one.ruleId === ruleId && one.level === level) ?? false;
  return isLiftable && isDecided ? { ...reason, lifted: Lifted.BY_DECISION } : reason;
}

const distinct = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter((one, at) => reasons.findIndex((other) => isSame(one, other)) === at);

const isSame = (a: Reason, b: Reason): boolean => a.ruleId === b.ruleId && a.level === b.level && a.lifted === b.lifted;
