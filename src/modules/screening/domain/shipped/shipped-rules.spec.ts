import { BodyRegion, BodySide, Technique, TECHNIQUES } from '../../../practices/domain/index.js';
import { RED_FLAGS, RiskCode } from '../risk.js';
import type { RiskAnswer } from '../risk.js';
import { screen } from '../screen.js';
import { AdaptationCode, VerdictLevel } from '../verdict.js';
import type { Verdict } from '../verdict.js';
import { SHIPPED_RULES } from './shipped-rules.js';

const { CLEAR, NOT_SCREENED, ADAPT, CLEARANCE, DEFER, EMERGENCY } = VerdictLevel;
const { AVOID_SITE, NO_HEAT, NO_DEEP, MAX_PRESSURE, SIDE_LYING, SUBSTITUTE } = AdaptationCode;
const { CONSULTATION, SWEDISH, DEEP_TISSUE, TRIGGER_POINT, SPORTS, SHIATSU, MYOFASCIAL_RELEASE, HOT_STONE } = Technique;

const LEFT_HAND = { region: BodyRegion.HAND, side: BodySide.LEFT };

interface Case {
  readonly technique?: Technique;
  readonly pressure?: { min: number; max: number } | null;
  readonly date?: string;
  readonly answeredOn?: string;
}

function verdictOf(answer: RiskAnswer | RiskCode, treatment: Case = {}): Verdict {
  const { technique = SWEDISH, date = '2026-11-26', answeredOn = '2026-11-26' } = treatment;
  const present = [typeof answer === 'string' ? { risk: answer } : answer];
  const { pressure = TECHNIQUES[technique].pressure } = treatment;
  const visit = { technique, pressure, date, clearances: [], decision: null };
  return screen(SHIPPED_RULES, { answeredOn, present, unknown: [], complete: true }, visit);
}

const levelOf = (answer: RiskAnswer | RiskCode, treatment?: Case): VerdictLevel => verdictOf(answer, treatment).level;
const codesOf = (answer: RiskAnswer | RiskCode): string[] =>
  verdictOf(answer).adaptations.map(({ code, maxPressure }) =>
    code === MAX_PRESSURE ? `${code} ${maxPressure}` : code,
  );

const byTechnique = (answer: RiskAnswer | RiskCode): Record<string, VerdictLevel> =>
  Object.fromEntries(Object.values(Technique).map((technique) => [technique, levelOf(answer, { technique })]));

const everywhere = (level: VerdictLevel, besides: Partial<Record<Technique, VerdictLevel>> = {}): object => ({
  ...Object.fromEntries(Object.values(Technique).map((technique) => [technique, level])),
  ...besides,
});
/** For the whole body: neither deep tissue nor trigger points. */
const NOT_DEEP = { [DEEP_TISSUE]: DEFER, [TRIGGER_POINT]: DEFER };
/** For the whole body at most 2: what cannot be given more lightly than 3 does not fit, and that is what is deep. */
const AT_MOST_2 = NOT_DEEP;
const NO_STONES = { [HOT_STONE]: DEFER };

/** DOMAIN.md's table, row by row: the level by technique at its whole range of pressure, and how a Swedish massage differs. */
const TABLE: [RiskCode, object, string[]][] = [
  [RiskCode.FEVER, everywhere(DEFER), []],
  [RiskCode.SYSTEMIC_INFECTION, everywhere(DEFER), []],
  [RiskCode.CLOT_CURRENT, everywhere(DEFER), []],
  [RiskCode.CLOT_PAST, everywhere(CLEARANCE, AT_MOST_2), ['max_pressure 2']],
  [RiskCode.HYPERTENSION_UNCONTROLLED, everywhere(DEFER), []],
  [RiskCode.HYPERTENSION_CONTROLLED, everywhere(ADAPT, NO_STONES), [NO_HEAT]],
  [RiskCode.INTOXICATION, everywhere(DEFER), []],
  [RiskCode.STROKE, everywhere(CLEARANCE), []],
  [RiskCode.UNSTABLE_HEART_CONDITION, everywhere(CLEARANCE), []],
  [RiskCode.HEART_FAILURE, everywhere(CLEARANCE), []],
  [RiskCode.ANEURYSM, everywhere(CLEARANCE), []],
  [RiskCode.HEAD_OR_NECK_TRAUMA, everywhere(CLEARANCE), []],
  [RiskCode.ANTICOAGULANT, everywhere(ADAPT, NOT_DEEP), [NO_DEEP]],
  [RiskCode.BLEEDING_DISORDER, everywhere(ADAPT, NOT_DEEP), [NO_DEEP]],
  [RiskCode.LOW_PLATELETS, everywhere(ADAPT, NOT_DEEP), [NO_DEEP]],
  [RiskCode.VERY_LOW_PLATELETS, everywhere(CLEARANCE, NOT_DEEP), [NO_DEEP]],
  [RiskCode.OPEN_WOUND, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.BURN, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.SKIN_INFECTION, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.RASH, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.CONTAGIOUS_SKIN, everywhere(DEFER), []],
  [RiskCode.FRACTURE, everywhere(CLEARANCE), [AVOID_SITE]],
  [RiskCode.SEVERE_OSTEOPOROSIS, everywhere(CLEARANCE, NOT_DEEP), [NO_DEEP]],
  [RiskCode.OSTEOPOROSIS, everywhere(ADAPT, NOT_DEEP), [NO_DEEP]],
  [RiskCode.BONE_METASTASIS, everywhere(CLEARANCE, NOT_DEEP), [NO_DEEP]],
  [RiskCode.CANCER_IN_TREATMENT, everywhere(CLEARANCE, NOT_DEEP), [NO_DEEP]],
  [RiskCode.LYMPHOEDEMA, everywhere(ADAPT, AT_MOST_2), ['max_pressure 2']],
  [RiskCode.LYMPH_NODES_TREATED, everywhere(ADAPT, AT_MOST_2), ['max_pressure 2']],
  [RiskCode.PREGNANCY, everywhere(ADAPT, NO_STONES), [NO_HEAT, NO_DEEP, SIDE_LYING]],
  [RiskCode.HIGH_RISK_PREGNANCY, everywhere(CLEARANCE, NO_STONES), [NO_HEAT, NO_DEEP, SIDE_LYING]],
  [RiskCode.PRE_ECLAMPSIA, everywhere(DEFER), []],
  [RiskCode.POSTPARTUM, everywhere(ADAPT, NO_STONES), [NO_HEAT, NO_DEEP]],
  [RiskCode.ACUTE_INFLAMMATION, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.SEVERE_VARICOSE_VEINS, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.BRUISE, everywhere(ADAPT), [AVOID_SITE]],
  [RiskCode.SURGERY, everywhere(CLEARANCE, NOT_DEEP), [NO_DEEP]],
  [RiskCode.NEUROPATHY, everywhere(ADAPT, { ...AT_MOST_2, ...NO_STONES }), [NO_HEAT, 'max_pressure 2']],
  [RiskCode.DIABETES_WITH_SENSORY_LOSS, everywhere(ADAPT, { ...AT_MOST_2, ...NO_STONES }), [NO_HEAT, 'max_pressure 2']],
  [RiskCode.LONG_TERM_STEROIDS, everywhere(ADAPT), ['max_pressure 3']],
  [RiskCode.SEDATING_ANALGESICS, everywhere(ADAPT), ['max_pressure 3']],
  [RiskCode.ALLERGY_OIL, everywhere(ADAPT), [SUBSTITUTE]],
  [RiskCode.ALLERGY_NUT, everywhere(ADAPT), [SUBSTITUTE]],
  [RiskCode.ALLERGY_LATEX, everywhere(ADAPT), [SUBSTITUTE]],
  [RiskCode.ALLERGY_FRAGRANCE, everywhere(ADAPT), [SUBSTITUTE]],
  [RiskCode.SADDLE_NUMBNESS, everywhere(EMERGENCY), []],
  [RiskCode.BLADDER_OR_BOWEL_CHANGE, everywhere(EMERGENCY), []],
  [RiskCode.LIMB_WEAKNESS, everywhere(EMERGENCY), []],
  [RiskCode.CHEST_PAIN, everywhere(EMERGENCY), []],
  [RiskCode.BREATHLESSNESS, everywhere(EMERGENCY), []],
  [RiskCode.CALF_SWELLING, everywhere(EMERGENCY), []],
  [RiskCode.FACE_DROOP_OR_SPEECH_TROUBLE, everywhere(EMERGENCY), []],
  [RiskCode.WORST_EVER_HEADACHE, everywhere(EMERGENCY), []],
  [RiskCode.DARK_URINE, everywhere(EMERGENCY), []],
  [RiskCode.FEVER_WITH_BACK_PAIN, everywhere(EMERGENCY), []],
];

test.each(TABLE)('%s, without a date or a site', (risk, levels, adaptations) => {
  expect(byTechnique(risk)).toEqual(levels);
  expect(codesOf(risk)).toEqual(adaptations);
});

test('the table has every risk', () => {
  expect(TABLE.map(([risk]) => risk).sort()).toEqual(Object.values(RiskCode).sort());
});

/** A restriction of a site leaves the rest of the body: every technique stays possible. */
test.each([
  [RiskCode.OPEN_WOUND, ADAPT, AVOID_SITE],
  [RiskCode.BURN, ADAPT, AVOID_SITE],
  [RiskCode.SKIN_INFECTION, ADAPT, AVOID_SITE],
  [RiskCode.RASH, ADAPT, AVOID_SITE],
  [RiskCode.FRACTURE, CLEARANCE, AVOID_SITE],
  [RiskCode.CANCER_IN_TREATMENT, CLEARANCE, NO_DEEP],
  [RiskCode.ACUTE_INFLAMMATION, ADAPT, AVOID_SITE],
  [RiskCode.SEVERE_VARICOSE_VEINS, ADAPT, AVOID_SITE],
  [RiskCode.BRUISE, ADAPT, AVOID_SITE],
  [RiskCode.SURGERY, CLEARANCE, NO_DEEP],
])('%s at a named site', (risk, level, code) => {
  const answer = { risk, sites: [LEFT_HAND] };
  expect(byTechnique(answer)).toEqual(everywhere(level));
  expect(verdictOf(answer).adaptations).toMatchObject([{ code, sites: [LEFT_HAND] }]);
});

test.each([RiskCode.LYMPHOEDEMA, RiskCode.LYMPH_NODES_TREATED])('%s limits the whole limb to 2, for life', (risk) => {
  const answer = { risk, sites: [LEFT_HAND] };
  const arm = ['shoulder', 'upper_arm', 'elbow', 'forearm', 'wrist', 'hand'];
  expect(byTechnique(answer)).toEqual(everywhere(ADAPT));
  const { adaptations } = verdictOf(answer, { date: '2027-11-26' });
  expect(adaptations).toMatchObject([{ code: MAX_PRESSURE, maxPressure: 2 }]);
  expect(adaptations[0]!.sites).toEqual(arm.map((region) => ({ region, side: 'left' })));
});

test('nodes of the breast concern the arm of that side, those of the abdomen both legs', () => {
  const sitesFor = (region: BodyRegion, side: BodySide): string[] =>
    verdictOf({ risk: RiskCode.LYMPH_NODES_TREATED, sites: [{ region, side }] }).adaptations[0]!.sites.map(
      (site) => `${site.region} ${site.side}`,
    );
  expect(sitesFor(BodyRegion.BREAST, BodySide.RIGHT)).toEqual([
    'breast right',
    ...['shoulder', 'upper_arm', 'elbow', 'forearm', 'wrist', 'hand'].map((region) => `${region} right`),
  ]);
  expect(sitesFor(BodyRegion.ABDOMEN, BodySide.CENTRE)).toContain('lower_leg both');
  expect(sitesFor(BodyRegion.NECK, BodySide.LEFT)).toEqual(['neck left']);
});

test('pregnancy keeps depth from legs and abdomen, and heat from the body', () => {
  const { adaptations } = verdictOf({ risk: RiskCode.PREGNANCY, on: '2027-06-01' });
  const [heat, deep] = adaptations;
  expect(heat).toMatchObject({ code: NO_HEAT, sites: [] });
  expect(deep).toMatchObject({ code: NO_DEEP, maxPressure: 3 });
  expect(deep!.sites.map(({ region }) => region).sort()).toEqual(
    ['abdomen', 'ankle', 'foot', 'knee', 'lower_leg', 'thigh', 'upper_inner_thigh'].sort(),
  );
});

/** "Deep" is deep tissue or trigger point at any pressure, and any other technique at 4-5. */
test.each([
  [SPORTS, 2, 5, ADAPT],
  [SPORTS, 3, 5, ADAPT],
  [SPORTS, 4, 5, DEFER],
  [SPORTS, 5, 5, DEFER],
  [SHIATSU, 4, 4, DEFER],
  [MYOFASCIAL_RELEASE, 3, 4, ADAPT],
  [DEEP_TISSUE, 3, 3, DEFER],
  [TRIGGER_POINT, 3, 3, DEFER],
  [SWEDISH, 3, 3, ADAPT],
])('no deep: %s at %i-%i', (technique, min, max, level) => {
  expect(levelOf(RiskCode.OSTEOPOROSIS, { technique, pressure: { min, max } })).toBe(level);
});

test.each([
  [RiskCode.NEUROPATHY, SWEDISH, 2, ADAPT],
  [RiskCode.NEUROPATHY, SWEDISH, 3, DEFER],
  [RiskCode.CLOT_PAST, SHIATSU, 2, CLEARANCE],
  [RiskCode.CLOT_PAST, SHIATSU, 3, DEFER],
  [RiskCode.LONG_TERM_STEROIDS, DEEP_TISSUE, 3, ADAPT],
  [RiskCode.LONG_TERM_STEROIDS, DEEP_TISSUE, 4, DEFER],
  [RiskCode.SEDATING_ANALGESICS, SPORTS, 4, DEFER],
])('%s: %s whose lowest pressure is %i', (risk, technique, min, level) => {
  expect(levelOf(risk, { technique, pressure: { min, max: 5 } })).toBe(level);
});

/** The day before, on and after the end of each window; the local dates of leap years and short months. */
test.each<[RiskCode, string, string, VerdictLevel]>([
  [RiskCode.CLOT_PAST, '2026-05-26', '2026-11-25', CLEARANCE],
  [RiskCode.CLOT_PAST, '2026-05-26', '2026-11-26', CLEARANCE],
  [RiskCode.CLOT_PAST, '2026-05-26', '2026-11-27', CLEAR],
  [RiskCode.CLOT_PAST, '2027-08-31', '2028-02-29', CLEARANCE],
  [RiskCode.CLOT_PAST, '2027-08-31', '2028-03-01', CLEAR],
  [RiskCode.CLOT_PAST, '2026-08-29', '2027-02-28', CLEARANCE],
  [RiskCode.CLOT_PAST, '2026-08-29', '2027-03-01', CLEAR],
  [RiskCode.STROKE, '2028-02-29', '2028-08-29', CLEARANCE],
  [RiskCode.STROKE, '2028-02-29', '2028-08-30', CLEAR],
  [RiskCode.HEAD_OR_NECK_TRAUMA, '2028-01-19', '2028-03-01', CLEARANCE],
  [RiskCode.HEAD_OR_NECK_TRAUMA, '2028-01-19', '2028-03-02', CLEAR],
  [RiskCode.HEAD_OR_NECK_TRAUMA, '2027-01-19', '2027-03-02', CLEARANCE],
  [RiskCode.HEAD_OR_NECK_TRAUMA, '2027-01-19', '2027-03-03', CLEAR],
  [RiskCode.SURGERY, '2026-10-15', '2026-11-26', CLEARANCE],
  [RiskCode.SURGERY, '2026-10-15', '2026-11-27', CLEAR],
  [RiskCode.POSTPARTUM, '2026-10-15', '2026-11-26', ADAPT],
  [RiskCode.POSTPARTUM, '2026-10-15', '2026-11-27', CLEAR],
  [RiskCode.PREGNANCY, '2026-10-15', '2026-11-26', ADAPT],
  [RiskCode.PREGNANCY, '2026-10-15', '2026-11-27', NOT_SCREENED],
  [RiskCode.HIGH_RISK_PREGNANCY, '2026-10-15', '2026-11-26', CLEARANCE],
  [RiskCode.HIGH_RISK_PREGNANCY, '2026-10-15', '2026-11-27', NOT_SCREENED],
  [RiskCode.PRE_ECLAMPSIA, '2026-10-15', '2026-11-26', DEFER],
  [RiskCode.PRE_ECLAMPSIA, '2026-10-15', '2026-11-27', NOT_SCREENED],
])('%s of %s on a visit of %s', (risk, on, date, level) => {
  expect(levelOf({ risk, on }, { date, answeredOn: on })).toBe(level);
});

test.each(['2026-02-30', 'last spring', '2026-00-10', '2026-13-01', undefined])(
  'the date %s is unknown: it always counts',
  (on) => {
    expect(levelOf({ risk: RiskCode.SURGERY, on }, { date: '2027-11-26' })).toBe(CLEARANCE);
  },
);

test.each([
  ['2026-07-09', false],
  ['2026-07-10', true],
  ['2026-11-27', true],
  ['2027-01-08', true],
])('due on 2026-11-27, a visit of %s: side-lying is %s', (date, sideLying) => {
  for (const risk of [RiskCode.PREGNANCY, RiskCode.HIGH_RISK_PREGNANCY]) {
    const { adaptations, reasons } = verdictOf({ risk, on: '2026-11-27' }, { date, answeredOn: '2026-07-01' });
    const levels = reasons.filter(({ ruleId }) => ruleId.endsWith('side-lying')).map(({ level }) => level);
    expect(levels).toEqual(sideLying ? [ADAPT] : []);
    expect(adaptations.some(({ code }) => code === SIDE_LYING)).toBe(sideLying);
  }
});

/** Answers of the day count for 48 hours; what has to be resolved first is asked again, and is not clear until then. */
test.each([
  ...[RiskCode.FEVER, RiskCode.INTOXICATION].map((risk) => [risk, DEFER] as const),
  ...RED_FLAGS.map((risk) => [risk, EMERGENCY] as const),
])('%s counts for visits within 48 h of the answer', (risk, level) => {
  const later = risk === RiskCode.INTOXICATION ? CLEAR : NOT_SCREENED;
  expect(levelOf(risk, { answeredOn: '2028-02-28', date: '2028-02-28' })).toBe(level);
  expect(levelOf(risk, { answeredOn: '2028-02-28', date: '2028-03-01' })).toBe(level);
  expect(levelOf(risk, { answeredOn: '2028-02-28', date: '2028-03-02' })).toBe(later);
});

test('the other deferrals end with new answers only', () => {
  for (const risk of [RiskCode.SYSTEMIC_INFECTION, RiskCode.CLOT_CURRENT, RiskCode.CONTAGIOUS_SKIN]) {
    expect(levelOf(risk, { answeredOn: '2026-01-01', date: '2026-12-31' })).toBe(DEFER);
  }
});

test('each rule says what it is: an id of its own, a version, a reason and a source; the set asks for a review', () => {
  const rules = [...SHIPPED_RULES.risks, ...Object.values(SHIPPED_RULES.answers)];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, version, reason, source } of rules) {
    expect({ id, version, ends: reason.endsWith('.'), source: source.length > 10 }).toEqual({
      id,
      version: '1',
      ends: true,
      source: true,
    });
  }
  expect(SHIPPED_RULES.notice).toMatch(/licensed therapist must review/);
});

test('clot, heart, stroke, platelet and bone-metastasis rules and the red flags are fixed, and no others', () => {
  const fixed = SHIPPED_RULES.risks.filter((rule) => rule.fixed).map(({ risk }) => risk);
  expect(fixed.sort()).toEqual(
    [
      RiskCode.CLOT_CURRENT,
      RiskCode.CLOT_PAST,
      RiskCode.STROKE,
      RiskCode.UNSTABLE_HEART_CONDITION,
      RiskCode.HEART_FAILURE,
      RiskCode.ANEURYSM,
      RiskCode.LOW_PLATELETS,
      RiskCode.VERY_LOW_PLATELETS,
      RiskCode.BONE_METASTASIS,
      ...RED_FLAGS,
    ].sort(),
  );
});

test('a consultation presses nothing', () => {
  expect(levelOf(RiskCode.NEUROPATHY, { technique: CONSULTATION })).toBe(ADAPT);
});
