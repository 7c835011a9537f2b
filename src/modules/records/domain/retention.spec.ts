import { begunEverywhere } from './local-date.js';
import { DEFAULT_RETENTION, retentionOf, ruleOf, SHIPPED_RETENTION } from './retention.js';
import type { ClockFacts, Span } from './retention.js';

const day = (on: string): Span => ({ firstOn: on, lastOn: on });
const visit = (on: string, jurisdiction = 'US-CA'): ClockFacts['visits'][number] => ({ ...day(on), jurisdiction });
const facts = (given: Partial<ClockFacts> = {}): ClockFacts => ({
  birthDate: null,
  visits: [visit('2026-11-26')],
  entries: day('2026-11-26'),
  homeJurisdiction: 'US-CA',
  ...given,
});

describe('the end of a record’s retention', () => {
  it.each([
    ['ten years after the last visit', facts(), '2036-11-26', 'last_visit'],
    ['of somebody who was of age', facts({ birthDate: '1980-05-05' }), '2036-11-26', 'last_visit'],
    ['of a minor: ten years after turning 18', facts({ birthDate: '2015-06-30' }), '2043-06-30', 'minor'],
    ['of a minor on the day before the 18th birthday', facts({ birthDate: '2008-11-27' }), '2036-11-27', 'minor'],
    [
      'of somebody who turned 18 on the day of the visit',
      facts({ birthDate: '2008-11-26' }),
      '2036-11-26',
      'last_visit',
    ],
    [
      'of a minor born on 29 February, who turns 18 on 1 March',
      facts({ birthDate: '2012-02-29' }),
      '2040-03-01',
      'minor',
    ],
    [
      'of a visit on 29 February: not a day early',
      facts({ visits: [visit('2028-02-29')], entries: day('2028-02-29') }),
      '2038-03-01',
      'last_visit',
    ],
    [
      'of a visit on 29 February where that day comes again',
      facts({ visits: [visit('2028-02-29', 'AU-NSW')], entries: day('2028-02-29') }),
      '2035-03-01',
      'last_visit',
    ],
    ['by the rule of New South Wales', facts({ visits: [visit('2026-11-26', 'AU-NSW')] }), '2033-11-26', 'last_visit'],
    [
      'of a minor in New South Wales: at 25',
      facts({ birthDate: '2010-01-31', visits: [visit('2026-11-26', 'AU-NSW')] }),
      '2035-01-31',
      'minor',
    ],
    [
      'with clinics in two jurisdictions: the longer, from the last of all visits',
      facts({
        visits: [visit('2020-01-01', 'CA-ON'), visit('2026-11-26', 'AU-NSW')],
      }),
      '2036-11-26',
      'last_visit',
    ],
    ['counted from an entry after the last visit', facts({ entries: day('2027-02-01') }), '2037-02-01', 'last_visit'],
    [
      'counted from the last visit where entries are older',
      facts({ entries: day('2020-02-01') }),
      '2036-11-26',
      'last_visit',
    ],
    [
      'without any visit: from the last entry, by where the practice is',
      facts({ visits: [], entries: day('2026-01-31'), homeJurisdiction: 'AU-VIC' }),
      '2033-01-31',
      'last_visit',
    ],
  ] as const)('is %s', (_, given, endsOn, because) => {
    expect(retentionOf(given)).toMatchObject({ endsOn, because });
  });

  it('is none where there is no clinical record, however often the person came', () => {
    expect(retentionOf(facts({ entries: null }))).toBeNull();
  });

  it('says whose rule it was, where it comes from and what it was counted from', () => {
    expect(retentionOf(facts({ visits: [visit('2026-11-26', 'DE')] }))).toEqual({
      endsOn: '2036-11-26',
      countedFrom: '2026-11-26',
      jurisdiction: 'DE',
      rule: SHIPPED_RETENTION['DE'],
      because: 'last_visit',
    });
  });

  it('of what was entered about a minor is not shortened by visits as an adult', () => {
    const own = { 'US-CA': { years: 1, yearsAfterAdulthood: 25 } };
    const asMinor = facts({ birthDate: '2010-01-31' });
    const later = facts({ birthDate: '2010-01-31', visits: [{ ...visit('2029-01-31'), firstOn: '2026-11-26' }] });
    for (const given of [asMinor, later]) expect(retentionOf(given, own)).toMatchObject({ endsOn: '2053-01-31' });
  });

  it('is as the practice has set it', () => {
    const own = { 'US-CA': { years: 7, yearsAfterAdulthood: 1 } };
    expect(retentionOf(facts(), own)).toMatchObject({ endsOn: '2033-11-26', rule: { source: 'Set by the practice' } });
    expect(retentionOf(facts({ birthDate: '2020-01-01' }), own)).toMatchObject({
      endsOn: '2039-01-01',
      because: 'minor',
    });
  });
});

describe('the rule of a jurisdiction', () => {
  it.each([
    ['its own', 'AU-NSW', {}, SHIPPED_RETENTION['AU-NSW']],
    ['its country’s where it has none', 'DE-BE', {}, SHIPPED_RETENTION['DE']],
    ['the default where its country has none', 'US-CA', {}, DEFAULT_RETENTION],
    [
      'what the practice has set for the country',
      'US-CA',
      { US: { years: 6, yearsAfterAdulthood: 3 } },
      { years: 6, yearsAfterAdulthood: 3, source: 'Set by the practice' },
    ],
    [
      'what ships for the very place before what was set for the country',
      'AU-NSW',
      { AU: { years: 1, yearsAfterAdulthood: 1 } },
      SHIPPED_RETENTION['AU-NSW'],
    ],
  ])('is %s', (_, jurisdiction, own, rule) => {
    expect(ruleOf(jurisdiction, own)).toEqual(rule);
  });
});

describe('a date that has begun everywhere', () => {
  it.each([
    ['2036-11-26T11:59:59Z', '2036-11-25'], // 23:59 on Baker Island
    ['2036-11-26T12:00:00Z', '2036-11-26'], // 00:00 on Baker Island
  ])('at %s is %s', (instant, date) => {
    expect(begunEverywhere(Date.parse(instant))).toBe(date);
  });
});
