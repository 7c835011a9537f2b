import { Technique, TECHNIQUES } from '../../practices/domain/index.js';
import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import { decisionOn } from './decision.js';
import { fittingServices } from './fitting-services.js';
import { newRisks } from './new-risks.js';
import { RiskCode } from './risk.js';
import type { RiskAnswer, RiskProfile } from './risk.js';
import { screen, screenAll } from './screen.js';
import type { VisitToScreen } from './screen.js';
import { SHIPPED_RULES } from './shipped/shipped-rules.js';
import { AdaptationCode, isUnscreened, labelOf, Lifted, VerdictLevel } from './verdict.js';

const { CLEAR, NOT_SCREENED, ADAPT, CLEARANCE, DEFER, EMERGENCY } = VerdictLevel;
const ANSWERED = '2026-11-26';
const KNEE = { region: BodyRegion.KNEE, side: BodySide.LEFT };
const HAND = { region: BodyRegion.HAND, side: BodySide.RIGHT };

const profile = (present: RiskAnswer[] = [], more: Partial<RiskProfile> = {}): RiskProfile => ({
  answeredOn: ANSWERED,
  present,
  unknown: [],
  complete: true,
  ...more,
});
const visit = (more: Partial<VisitToScreen> = {}): VisitToScreen => ({
  technique: Technique.SWEDISH,
  pressure: { min: 1, max: 3 },
  date: ANSWERED,
  clearances: [],
  decision: null,
  ...more,
});
const clearance = (more: object = {}): VisitToScreen['clearances'][number] => ({
  techniques: [Technique.SWEDISH],
  givenOn: '2026-11-01',
  expiresOn: '2027-01-31',
  ...more,
});

describe('what is unknown', () => {
  test('no answers at all', () => {
    const verdict = screen(SHIPPED_RULES, null, visit());
    expect(verdict).toMatchObject({
      level: NOT_SCREENED,
      reasons: [{ ruleId: 'no-answers', version: '1', risk: null }],
    });
  });

  test.each([
    ['2026-11-25', '2027-11-25', CLEAR],
    ['2026-11-25', '2027-11-26', NOT_SCREENED],
    ['2028-02-29', '2029-02-28', CLEAR],
    ['2028-02-29', '2029-03-01', NOT_SCREENED],
  ])('answers of %s for a visit of %s', (answeredOn, date, level) => {
    expect(screen(SHIPPED_RULES, profile([], { answeredOn }), visit({ date })).level).toBe(level);
  });

  test('a question that was refused, and a form that is not complete', () => {
    expect(screen(SHIPPED_RULES, profile([], { unknown: [RiskCode.STROKE] }), visit()).level).toBe(NOT_SCREENED);
    expect(screen(SHIPPED_RULES, profile([], { complete: false }), visit()).level).toBe(NOT_SCREENED);
  });

  test('an adaptation outranks it, and does not answer the question', () => {
    const verdict = screen(SHIPPED_RULES, profile([{ risk: RiskCode.RASH }], { complete: false }), visit());
    expect(verdict.level).toBe(ADAPT);
    expect(isUnscreened(verdict)).toBe(true);
    expect(isUnscreened(screen(SHIPPED_RULES, profile([{ risk: RiskCode.RASH }]), visit()))).toBe(false);
  });

  test('old answers still count for what they say', () => {
    const old = profile([{ risk: RiskCode.CLOT_CURRENT }], { answeredOn: '2024-01-01' });
    expect(screen(SHIPPED_RULES, old, visit()).level).toBe(DEFER);
  });
});

test('the worst rule wins, and comes first', () => {
  const all = [RiskCode.RASH, RiskCode.CHEST_PAIN, RiskCode.STROKE, RiskCode.FEVER].map((risk) => ({ risk }));
  const { level, reasons } = screen(SHIPPED_RULES, profile(all), visit());
  expect(level).toBe(EMERGENCY);
  expect(reasons.map((reason) => reason.level)).toEqual([EMERGENCY, DEFER, CLEARANCE, ADAPT]);
});

test('two fractures are one reason and two sites; one without a site is the whole body', () => {
  const two = [
    { risk: RiskCode.BRUISE, sites: [KNEE] },
    { risk: RiskCode.BRUISE, sites: [HAND, KNEE] },
  ];
  const verdict = screen(SHIPPED_RULES, profile(two), visit());
  expect(verdict.reasons).toHaveLength(1);
  expect(verdict.adaptations).toMatchObject([
    { code: AdaptationCode.AVOID_SITE, sites: [KNEE, HAND], text: 'Avoid the site.' },
  ]);
  for (const all of [
    [...two, { risk: RiskCode.BRUISE }],
    [{ risk: RiskCode.BRUISE }, ...two],
  ]) {
    const open = screen(SHIPPED_RULES, profile(all), visit());
    expect(open.adaptations).toMatchObject([{ sites: [], text: 'Avoid the site. The client did not say where: ask.' }]);
  }
});

describe('a clearance', () => {
  const fracture = profile([{ risk: RiskCode.FRACTURE, sites: [KNEE] }]);
  const levelWith = (given: object, date = ANSWERED): VerdictLevel =>
    screen(SHIPPED_RULES, fracture, visit({ date, clearances: [clearance(given)] })).level;

  test('leaves the site that is to be avoided', () => {
    const verdict = screen(SHIPPED_RULES, fracture, visit({ clearances: [clearance()] }));
    expect(verdict.level).toBe(ADAPT);
    expect(verdict.reasons).toMatchObject([
      { level: CLEARANCE, lifted: Lifted.BY_CLEARANCE },
      { level: ADAPT, lifted: null },
    ]);
    expect(verdict.adaptations).toMatchObject([{ sites: [KNEE] }]);
  });

  test('counts from its first to its last day', () => {
    const days = { givenOn: '2026-12-01', expiresOn: '2026-12-31' };
    expect(levelWith(days, '2026-11-30')).toBe(CLEARANCE);
    expect(levelWith(days, '2026-12-01')).toBe(ADAPT);
    expect(levelWith(days, '2026-12-31')).toBe(ADAPT);
    expect(levelWith(days, '2027-01-01')).toBe(CLEARANCE);
  });

  test('counts for its techniques only', () => {
    expect(levelWith({ techniques: [Technique.DEEP_TISSUE] })).toBe(CLEARANCE);
  });

  test('does not lift what defers', () => {
    const deep = { technique: Technique.DEEP_TISSUE, pressure: { min: 3, max: 5 } };
    const clearances = [clearance({ techniques: Object.values(Technique) })];
    const clot = profile([{ risk: RiskCode.CLOT_PAST }]);
    expect(screen(SHIPPED_RULES, clot, visit({ ...deep, clearances })).level).toBe(DEFER);
    expect(screen(SHIPPED_RULES, profile([{ risk: RiskCode.FEVER }]), visit({ clearances })).level).toBe(DEFER);
  });
});

describe("the treating therapist's decision", () => {
  const decided = (risk: RiskCode, levels: VerdictLevel[], ruleId: string): ReturnType<typeof screen> =>
    screen(
      SHIPPED_RULES,
      profile([{ risk }]),
      visit({ decision: { lifts: levels.map((level) => ({ ruleId, level })) } }),
    );

  test('lifts an adaptation with its restrictions, and a clearance', () => {
    expect(decided(RiskCode.ANTICOAGULANT, [ADAPT], 'anticoagulant')).toMatchObject({ level: CLEAR, adaptations: [] });
    expect(decided(RiskCode.FRACTURE, [CLEARANCE], 'fracture')).toMatchObject({ level: ADAPT });
    expect(decided(RiskCode.FRACTURE, [CLEARANCE, ADAPT], 'fracture')).toMatchObject({ level: CLEAR });
  });

  test('lifts only the rules that it names', () => {
    expect(decided(RiskCode.ANTICOAGULANT, [ADAPT], 'osteoporosis').level).toBe(ADAPT);
  });

  test.each([
    [RiskCode.CLOT_PAST, 'clot-past', CLEARANCE],
    [RiskCode.STROKE, 'stroke', CLEARANCE],
    [RiskCode.UNSTABLE_HEART_CONDITION, 'unstable-heart-condition', CLEARANCE],
    [RiskCode.HEART_FAILURE, 'heart-failure', CLEARANCE],
    [RiskCode.ANEURYSM, 'aneurysm', CLEARANCE],
    [RiskCode.LOW_PLATELETS, 'low-platelets', ADAPT],
    [RiskCode.VERY_LOW_PLATELETS, 'very-low-platelets', CLEARANCE],
    [RiskCode.BONE_METASTASIS, 'bone-metastasis', CLEARANCE],
    [RiskCode.FEVER, 'fever', DEFER],
    [RiskCode.CHEST_PAIN, 'red-flag-chest-pain', EMERGENCY],
  ])('never lifts %s', (risk, ruleId, level) => {
    expect(decided(risk, Object.values(VerdictLevel), ruleId).level).toBe(level);
  });

  test('never makes what is unknown clear', () => {
    const lifts = [{ ruleId: 'no-answers', level: NOT_SCREENED }];
    expect(screen(SHIPPED_RULES, null, visit({ decision: { lifts } })).level).toBe(NOT_SCREENED);
  });

  test('does not lift a restriction that the service does not fit', () => {
    const lifts = [ADAPT, DEFER].map((level) => ({ ruleId: 'osteoporosis', level }));
    const deep = { technique: Technique.DEEP_TISSUE, pressure: { min: 3, max: 5 }, decision: { lifts } };
    expect(screen(SHIPPED_RULES, profile([{ risk: RiskCode.OSTEOPOROSIS }]), visit(deep)).level).toBe(DEFER);
  });
});

test('the answers of merged records count together', () => {
  const one = profile([{ risk: RiskCode.RASH, sites: [HAND] }]);
  const other = profile([{ risk: RiskCode.STROKE }], { answeredOn: '2025-01-01' });
  const verdict = screenAll(SHIPPED_RULES, [one, other], visit());
  expect(verdict.level).toBe(CLEARANCE);
  expect(verdict.reasons.map(({ ruleId }) => ruleId)).toEqual(['stroke', 'rash', 'answers-too-old']);
});

test('the services that fit, those with the fewest reservations first', () => {
  const services = Object.values(Technique).map((technique) => ({
    technique,
    pressure: TECHNIQUES[technique].pressure,
  }));
  const fit = (risk: RiskCode): string[] =>
    fittingServices(SHIPPED_RULES, [profile([{ risk }])], { services, date: ANSWERED, clearances: [] }).map(
      ({ service, level }) => `${service.technique} ${level}`,
    );
  expect(fit(RiskCode.NEUROPATHY)).toEqual(
    ['swedish', 'sports', 'shiatsu', 'myofascial_release', 'consultation'].map((technique) => `${technique} adapt`),
  );
  expect(fit(RiskCode.VERY_LOW_PLATELETS)).not.toContain('deep_tissue clearance');
  expect(fit(RiskCode.FEVER)).toEqual([]);
});

test('a decision lifts what stands against the visit at the levels that were ticked, and no more', () => {
  const present = [{ risk: RiskCode.FRACTURE }, { risk: RiskCode.RASH }, { risk: RiskCode.FEVER }];
  const lifts = (clearances: VisitToScreen['clearances'], levels: VerdictLevel[]): string[] =>
    decisionOn(screen(SHIPPED_RULES, profile(present), visit({ clearances })), levels).lifts.map(
      ({ ruleId, level }) => `${ruleId} ${level}`,
    );
  expect(lifts([], [CLEARANCE])).toEqual(['fracture clearance']);
  expect(lifts([], [CLEARANCE, ADAPT])).toEqual(['fracture clearance', 'fracture adapt', 'rash adapt']);
  expect(lifts([clearance()], [CLEARANCE, ADAPT])).toEqual(['fracture adapt', 'rash adapt']);
  expect(lifts([], [])).toEqual([]);
});

describe('new risks', () => {
  const isNew = (before: RiskAnswer[], after: RiskAnswer): boolean =>
    newRisks([profile(before)], profile([after])).length > 0;

  test.each<[string, RiskAnswer[], RiskAnswer, boolean]>([
    ['another condition', [{ risk: RiskCode.RASH }], { risk: RiskCode.BURN }, true],
    ['the same condition', [{ risk: RiskCode.STROKE }], { risk: RiskCode.STROKE }, false],
    [
      'a later operation',
      [{ risk: RiskCode.SURGERY, on: '2026-01-01' }],
      { risk: RiskCode.SURGERY, on: '2026-11-01' },
      true,
    ],
    ['a date that was missing', [{ risk: RiskCode.SURGERY }], { risk: RiskCode.SURGERY, on: '2026-11-01' }, false],
    ['a date that is missing now', [{ risk: RiskCode.SURGERY, on: '2026-01-01' }], { risk: RiskCode.SURGERY }, true],
    ['a further site', [{ risk: RiskCode.RASH, sites: [KNEE] }], { risk: RiskCode.RASH, sites: [KNEE, HAND] }, true],
    ['a site less', [{ risk: RiskCode.RASH, sites: [KNEE, HAND] }], { risk: RiskCode.RASH, sites: [HAND] }, false],
    ['a site that was missing', [{ risk: RiskCode.RASH }], { risk: RiskCode.RASH, sites: [HAND] }, false],
    ['no site any more', [{ risk: RiskCode.RASH, sites: [KNEE] }], { risk: RiskCode.RASH }, true],
    ['another wording', [{ risk: RiskCode.RASH, detail: 'red' }], { risk: RiskCode.RASH, detail: 'reddish' }, false],
    ['fever, again', [{ risk: RiskCode.FEVER }], { risk: RiskCode.FEVER }, true],
  ])('%s', (_, before, after, expected) => expect(isNew(before, after)).toBe(expected));

  test('are all of them where nothing was known', () => {
    expect(newRisks([], profile([{ risk: RiskCode.RASH }]))).toHaveLength(1);
  });
});

test('the desk sees a label for each level', () => {
  expect(Object.values(VerdictLevel).map(labelOf)).toEqual([
    'clear',
    'not_screened',
    'adaptations_noted',
    'clearance_needed',
    'not_now',
    'urgent',
  ]);
});
