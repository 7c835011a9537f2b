import fc from 'fast-check';
import { BodyRegion, BodySide, Technique, TECHNIQUES } from '../../practices/domain/index.js';
import { RiskCode } from './risk.js';
import type { RiskAnswer, RiskProfile } from './risk.js';
import type { Treatment } from './restrictions.js';
import type { VisitToScreen } from './screen.js';
import { SHIPPED_RULES } from './shipped/shipped-rules.js';
import { VerdictLevel } from './verdict.js';

const day = fc
  .date({ min: new Date('2023-01-01T00:00:00Z'), max: new Date('2029-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const site = fc.record({
  region: fc.constantFrom(...Object.values(BodyRegion)),
  side: fc.constantFrom(...Object.values(BodySide)),
});

export const answers: fc.Arbitrary<RiskAnswer> = fc.record(
  {
    risk: fc.constantFrom(...Object.values(RiskCode)),
    on: fc.oneof(day, fc.constant('not a day')),
    sites: fc.array(site, { maxLength: 3 }),
  },
  { requiredKeys: ['risk'] },
);

export const profiles: fc.Arbitrary<RiskProfile> = fc.record({
  answeredOn: day,
  present: fc.array(answers, { maxLength: 5 }),
  unknown: fc.array(fc.constantFrom(...Object.values(RiskCode)), { maxLength: 2 }),
  complete: fc.boolean(),
});

const treatments = fc.constantFrom(...Object.values(Technique)).chain((technique): fc.Arbitrary<Treatment> => {
  const range = TECHNIQUES[technique].pressure;
  if (!range) return fc.constant({ technique, pressure: null });
  return fc
    .tuple(fc.integer(range), fc.integer(range))
    .map(([a, b]) => ({ technique, pressure: { min: Math.min(a, b), max: Math.max(a, b) } }));
});

export const clearances = fc.record({
  techniques: fc.subarray(Object.values(Technique)),
  givenOn: day,
  expiresOn: day,
});

const lifts = fc.array(
  fc.record({
    ruleId: fc.constantFrom(...SHIPPED_RULES.risks.map(({ id }) => id)),
    level: fc.constantFrom(...Object.values(VerdictLevel)),
  }),
);

export const visits: fc.Arbitrary<VisitToScreen> = fc
  .record({
    treatment: treatments,
    date: day,
    clearances: fc.array(clearances, { maxLength: 2 }),
    decision: fc.option(fc.record({ lifts })),
  })
  .map(({ treatment, ...rest }) => ({ ...treatment, ...rest }));
