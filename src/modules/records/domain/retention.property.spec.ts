import fc from 'fast-check';
import { anniversary } from './local-date.js';
import { retentionOf, ruleOf } from './retention.js';
import type { ClockFacts, RetentionRule, Span } from './retention.js';

const PLACES = ['DE', 'US-CA', 'AU-NSW', 'CA-ON', 'FR'];

const date = (from: string, to: string): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(`${from}T00:00Z`), max: new Date(`${to}T00:00Z`), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
const span: fc.Arbitrary<Span> = fc
  .tuple(date('2000-01-01', '2060-01-01'), date('2000-01-01', '2060-01-01'))
  .map((days) => days.sort())
  .map(([firstOn, lastOn]) => ({ firstOn, lastOn }));
const visit = fc.tuple(span, fc.constantFrom(...PLACES)).map(([days, jurisdiction]) => ({ ...days, jurisdiction }));
const rule: fc.Arbitrary<RetentionRule> = fc.record({
  years: fc.integer({ min: 1, max: 100 }),
  yearsAfterAdulthood: fc.integer({ min: 0, max: 100 }),
});
const own = fc.dictionary(fc.constantFrom(...PLACES), rule);
const facts: fc.Arbitrary<ClockFacts & { entries: Span }> = fc.record({
  birthDate: fc.option(date('1930-01-01', '2060-01-01')),
  visits: fc.array(visit, { maxLength: 4 }),
  entries: span,
  homeJurisdiction: fc.constantFrom(...PLACES),
});

describe('the retention of a record', () => {
  it('never ends before the years of any place that the person came to are over, counted from any visit or entry', () => {
    fc.assert(
      fc.property(facts, own, (given, rules) => {
        const { endsOn } = retentionOf(given, rules)!;
        for (const { jurisdiction } of given.visits) {
          const { years } = ruleOf(jurisdiction, rules);
          for (const { lastOn } of [...given.visits, given.entries]) {
            expect(endsOn >= anniversary(lastOn, years)).toBe(true);
          }
        }
      }),
    );
  });

  it('never ends before the years after the 18th birthday are over for anybody who came as a minor', () => {
    fc.assert(
      fc.property(facts, own, (given, rules) => {
        const { endsOn } = retentionOf(given, rules)!;
        const adultOn = given.birthDate && anniversary(given.birthDate, 18);
        if (!adultOn || ![...given.visits, given.entries].some(({ firstOn }) => firstOn < adultOn)) return;
        for (const { jurisdiction } of given.visits) {
          const { yearsAfterAdulthood } = ruleOf(jurisdiction, rules);
          expect(endsOn >= anniversary(adultOn, yearsAfterAdulthood)).toBe(true);
        }
      }),
    );
  });

  it('never ends sooner for one more visit in a place that was known, or for a longer rule', () => {
    fc.assert(
      fc.property(facts, own, visit, rule, (given, rules, another, longer) => {
        const { endsOn } = retentionOf(given, rules)!;
        const known = given.visits[0];
        if (known) {
          const visits = [...given.visits, { ...another, jurisdiction: known.jurisdiction }];
          expect(retentionOf({ ...given, visits }, rules)!.endsOn >= endsOn).toBe(true);
        }
        for (const place of PLACES) {
          const { years, yearsAfterAdulthood } = ruleOf(place, rules);
          const raised = {
            years: years + longer.years,
            yearsAfterAdulthood: yearsAfterAdulthood + longer.yearsAfterAdulthood,
          };
          expect(retentionOf(given, { ...rules, [place]: raised })!.endsOn >= endsOn).toBe(true);
        }
      }),
    );
  });
});

describe('an anniversary', () => {
  it('is on the same day, or on 1 March for 29 February, and never early', () => {
    fc.assert(
      fc.property(date('1900-01-01', '2100-01-01'), fc.integer({ min: 0, max: 150 }), (on, years) => {
        const year = String(Number(on.slice(0, 4)) + years).padStart(4, '0');
        const [same, next] = [`${year}${on.slice(4)}`, `${year}-03-01`];
        const exists = !on.endsWith('-02-29') || new Date(`${same}T00:00Z`).toISOString().startsWith(same);
        expect(anniversary(on, years)).toBe(exists ? same : next);
      }),
    );
  });
});
