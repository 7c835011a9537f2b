import { Technique } from '../../practices/domain/index.js';
import { RiskCode } from './risk.js';
import { findRule, overrideViolations, withOverrides } from './rule-override.js';
import type { RuleChanges } from './rule-override.js';
import { screen } from './screen.js';
import { SHIPPED_RULES } from './shipped/shipped-rules.js';
import { AdaptationCode, VerdictLevel } from './verdict.js';
import type { Verdict } from './verdict.js';

const { ADAPT, CLEARANCE, DEFER, EMERGENCY } = VerdictLevel;

function verdictWith(changes: RuleChanges, ruleId: string, risk: RiskCode, on?: string): Verdict {
  const rules = withOverrides(SHIPPED_RULES, [{ ruleId, number: 3, changes }]);
  const visit = { technique: Technique.SWEDISH, pressure: { min: 1, max: 3 }, clearances: [], decision: null };
  const profile = { answeredOn: '2026-11-26', present: [{ risk, on }], unknown: [], complete: true };
  return screen(rules, profile, { ...visit, date: '2026-11-26' });
}

test('a practice waits longer, and the reason says whose version it is', () => {
  expect(verdictWith({}, 'surgery', RiskCode.SURGERY, '2026-09-20').level).toBe('clear');
  const verdict = verdictWith({ until: 'P3M', reason: 'Twelve weeks.' }, 'surgery', RiskCode.SURGERY, '2026-09-20');
  expect(verdict.level).toBe(CLEARANCE);
  expect(verdict.reasons[0]).toMatchObject({ ruleId: 'surgery', version: '1+3', text: 'Twelve weeks.' });
});

test('a practice limits pressure, text and level otherwise', () => {
  expect(verdictWith({ maxPressure: 1 }, 'neuropathy', RiskCode.NEUROPATHY).adaptations).toContainEqual(
    expect.objectContaining({ maxPressure: 1, text: 'Pressure 1 at most.', version: '1+3' }),
  );
  const adaptationTexts = [{ code: AdaptationCode.SUBSTITUTE, text: 'The blue bottle.' }];
  expect(verdictWith({ adaptationTexts }, 'allergy-nut', RiskCode.ALLERGY_NUT).adaptations[0]!.text).toBe(
    'The blue bottle.',
  );
  expect(verdictWith({ level: CLEARANCE }, 'rash', RiskCode.RASH).level).toBe(CLEARANCE);
  expect(verdictWith({ level: ADAPT }, 'aneurysm', RiskCode.ANEURYSM).level).toBe(ADAPT);
  expect(verdictWith({ disabled: true }, 'rash', RiskCode.RASH).level).toBe('clear');
});

test('a practice asks for a newer health history', () => {
  const rules = withOverrides(SHIPPED_RULES, [{ ruleId: 'answers-too-old', number: 1, changes: { until: 'P6M' } }]);
  const visit = { technique: Technique.SWEDISH, pressure: null, clearances: [], decision: null };
  const answered = { answeredOn: '2026-08-31', present: [], unknown: [], complete: true };
  expect(screen(rules, answered, { ...visit, date: '2027-02-28' }).level).toBe('clear');
  expect(screen(rules, answered, { ...visit, date: '2027-03-01' }).level).toBe('not_screened');
});

test.each<[string, RuleChanges, string[]]>([
  ['rash', { disabled: true, level: DEFER, reason: 'A rash.' }, []],
  ['stroke', { until: 'P3M' }, []],
  ['stroke', { level: DEFER }, []],
  ['stroke', { disabled: true }, ['disabled fixed']],
  ['stroke', { level: ADAPT }, ['level fixed']],
  ['clot-past', { maxPressure: 1 }, []],
  ['clot-past', { maxPressure: 0 }, ['maxPressure range']],
  ['clot-past', { maxPressure: 2.5 }, ['maxPressure range']],
  ['clot-past', { maxPressure: 6 }, ['maxPressure range']],
  ['stroke', { maxPressure: 2 }, ['maxPressure unused']],
  ['red-flag-chest-pain', { disabled: true }, ['disabled fixed']],
  ['red-flag-chest-pain', { until: 'P1D' }, ['until tooShort']],
  ['red-flag-chest-pain', { until: 'P3D' }, []],
  ['rash', { level: EMERGENCY }, ['level level']],
  ['rash', { until: 'P1W' }, ['until unused']],
  ['surgery', { until: 'P0D' }, ['until tooShort']],
  ['surgery', { until: 'P10Y' }, []],
  ['surgery', { until: 'P10Y1D' }, ['until tooLong']],
  ['surgery', { until: '-P6W' }, ['until duration']],
  ['surgery', { until: 'PT48H' }, ['until duration']],
  ['surgery', { until: 'P' }, ['until duration']],
  ['surgery', { until: 'six weeks' }, ['until duration']],
  ['surgery', { reason: '  ' }, ['reason length']],
  ['surgery', { reason: 'x'.repeat(501) }, ['reason length']],
  ['allergy-nut', { adaptationTexts: [{ code: AdaptationCode.NO_HEAT, text: 'None.' }] }, ['adaptationTexts unused']],
  ['allergy-nut', { adaptationTexts: [{ code: AdaptationCode.SUBSTITUTE, text: '' }] }, ['adaptationTexts length']],
  ['answers-too-old', { until: 'P6M' }, []],
  ['answers-too-old', { until: 'P25M' }, ['until tooLong']],
  ['answers-too-old', { disabled: true }, ['disabled fixed']],
  ['no-answers', { level: ADAPT }, ['level level']],
])('%s with %j', (id, changes, violations) => {
  expect(
    overrideViolations(findRule(SHIPPED_RULES, id)!, changes).map(({ field, rule }) => `${field} ${rule}`),
  ).toEqual(violations);
});

test('red flags stay emergencies', () => {
  const flag = findRule(SHIPPED_RULES, 'red-flag-chest-pain')!;
  expect(overrideViolations(flag, { level: DEFER })).not.toEqual([]);
});
