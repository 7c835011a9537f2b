import fc from 'fast-check';
import { Instrument } from '../../outcomes/domain/index.js';
import { BodyRegion, BodySide, SENSITIVE_REGIONS, Technique } from '../../practices/domain/index.js';
import { draftViolations, NOTE_LIMITS } from './draft-violations.js';
import { signViolations } from './sign-violations.js';
import { sensitiveAreasTreated } from './sensitive-areas.js';
import { EMPTY_NOTE, FindingKind, TreatmentConsent } from './session-note.js';
import type { SessionNote } from './session-note.js';
import { anyNote } from './session-note.arbitraries.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100) * 3;
/** 30 November 2026, 09:00 to 10:00 in Berlin; signed at 18:00 of the same day. */
const VISIT = {
  startsAt: Date.parse('2026-11-30T08:00:00Z'),
  endsAt: Date.parse('2026-11-30T09:00:00Z'),
  now: Date.parse('2026-11-30T17:00:00Z'),
};
const NECK = { region: BodyRegion.NECK, side: BodySide.LEFT };
const GLUTEAL = { region: BodyRegion.GLUTEAL, side: BodySide.RIGHT };
const SWEDISH = { technique: Technique.SWEDISH, pressure: 2, sites: [NECK], minutes: 45 };
const GIVEN = { treatment: TreatmentConsent.GIVEN, remark: null, written: [] };
const TENSE_NECK = { ...NECK, kind: FindingKind.TENSION, intensity: 6, remark: null };

const SIGNABLE: SessionNote = {
  ...EMPTY_NOTE,
  subjective: 'Stiff since Monday.',
  objective: 'Turns less to the left.',
  assessment: 'Tense after long sitting.',
  plan: 'Again in two weeks.',
  findings: [TENSE_NECK],
  techniques: [SWEDISH],
  consent: GIVEN,
  reaction: 'Felt lighter.',
  recommendation: { interval: 'P14D', followUp: null },
};

const rulesOf = (changes: Partial<SessionNote>, visit = VISIT): string[] =>
  signViolations({ ...SIGNABLE, ...changes }, visit).map(({ field, rule }) => `${field} ${rule}`);

const writtenAt = (instant: string): SessionNote['consent'] => ({
  ...GIVEN,
  written: [{ region: BodyRegion.GLUTEAL, signedBy: 'Ana Client', signedAt: Date.parse(instant) }],
});
const TREATS_GLUTEAL = [{ ...SWEDISH, sites: [GLUTEAL] }];

describe('what is needed to sign', () => {
  it('nothing but what the note has', () => {
    expect(rulesOf({})).toEqual([]);
  });

  it.each<[string, Partial<SessionNote>, string[]]>([
    ['what the client told', { subjective: '  ' }, ['subjective required']],
    ['what was seen', { objective: '' }, ['objective required']],
    ['what is made of it', { assessment: '\n' }, ['assessment required']],
    ['the plan', { plan: '' }, ['plan required']],
    ['an answer about consent', { consent: null }, ['consent required']],
    ['the techniques of a treatment', { techniques: [] }, ['techniques required']],
    ['the pressure', { techniques: [{ ...SWEDISH, pressure: null }] }, ['techniques.0.pressure required']],
    ['the place', { techniques: [{ ...SWEDISH, sites: [] }] }, ['techniques.0.sites required']],
    [
      'what another finding is',
      { findings: [{ ...TENSE_NECK, kind: FindingKind.OTHER, remark: ' ' }] },
      ['findings.0.remark required'],
    ],
    [
      'a consultation without pressure',
      { techniques: [{ technique: Technique.CONSULTATION, pressure: 1, sites: [], minutes: 30 }] },
      ['techniques.0 noPressure'],
    ],
  ])('%s', (_, changes, rules) => {
    expect(rulesOf(changes)).toEqual(rules);
  });

  it('a consultation says neither pressure nor place', () => {
    const talk = { technique: Technique.CONSULTATION, pressure: null, sites: [], minutes: 30 };
    expect(rulesOf({ techniques: [talk] })).toEqual([]);
  });

  it('who declined was neither felt for nor treated, and the note says what was declined', () => {
    const declined = { ...GIVEN, treatment: TreatmentConsent.DECLINED };
    const nothingDone = { techniques: [], findings: [], objective: '', assessment: '' };
    expect(rulesOf({ ...nothingDone, consent: { ...declined, remark: 'Wished to talk only.' } })).toEqual([]);
    expect(rulesOf({ ...nothingDone, consent: declined })).toEqual(['consent.remark required']);
    expect(rulesOf({ consent: { ...declined, remark: 'All of it.' } })).toEqual([
      'techniques consented',
      'findings consented',
    ]);
  });

  it('what was done before a consent was withdrawn stays, with a word about it', () => {
    const withdrawn = { ...GIVEN, treatment: TreatmentConsent.WITHDRAWN };
    expect(rulesOf({ consent: { ...withdrawn, remark: 'No work on the hip any more.' } })).toEqual([]);
    expect(rulesOf({ consent: withdrawn })).toEqual(['consent.remark required']);
  });
});

describe('sensitive areas', () => {
  it('need a consent in writing', () => {
    expect(rulesOf({ techniques: TREATS_GLUTEAL })).toEqual(['consent.written sensitiveArea']);
    expect(rulesOf({ techniques: TREATS_GLUTEAL, consent: writtenAt('2026-11-30T07:55:00Z') })).toEqual([]);
  });

  it('of the same area', () => {
    const other = { ...GIVEN, written: [{ region: BodyRegion.BREAST, signedBy: 'Ana', signedAt: VISIT.startsAt }] };
    expect(rulesOf({ techniques: TREATS_GLUTEAL, consent: other })).toEqual(['consent.written sensitiveArea']);
  });

  // Local times of Berlin, UTC+1: the visit is from 09:00 to 10:00.
  it.each([
    ['a day before the visit', '2026-11-29T08:00:00Z', []],
    [
      'longer before, as for the visit of last week',
      '2026-11-29T07:59:59Z',
      ['consent.written.0.signedAt thisSession'],
    ],
    ['two hours after its end', '2026-11-30T11:00:00Z', []],
    ['when the visit is long over', '2026-11-30T11:00:01Z', ['consent.written.0.signedAt thisSession']],
  ])('and of the same session: %s', (_, instant, rules) => {
    expect(rulesOf({ techniques: TREATS_GLUTEAL, consent: writtenAt(instant) })).toEqual(rules);
  });

  it('and not of the future', () => {
    const early = { ...VISIT, now: Date.parse('2026-11-30T08:30:00Z') };
    expect(rulesOf({ techniques: TREATS_GLUTEAL, consent: writtenAt('2026-11-30T08:31:00Z') }, early)).toEqual([
      'consent.written.0.signedAt thisSession',
    ]);
  });

  it('whatever else a note says, one of them treated without its consent is not signed', () => {
    fc.assert(
      fc.property(anyNote, fc.constantFrom(...SENSITIVE_REGIONS), (note, region) => {
        const techniques = [...note.techniques, { ...SWEDISH, sites: [{ region, side: BodySide.BOTH }] }];
        const written = (note.consent?.written ?? []).filter((one) => one.region !== region);
        const consent = note.consent && { ...note.consent, written };
        const found = signViolations({ ...note, techniques, consent }, VISIT);
        expect(found.map(({ rule }) => rule)).toContain('sensitiveArea');
      }),
      { numRuns },
    );
  });

  it('are all those that a technique was used on, each once', () => {
    const techniques = [{ ...SWEDISH, sites: [GLUTEAL, NECK, { ...GLUTEAL, side: BodySide.LEFT }] }, ...TREATS_GLUTEAL];
    expect(sensitiveAreasTreated({ techniques })).toEqual([BodyRegion.GLUTEAL]);
  });
});

describe('what a draft may be', () => {
  it('as empty as it likes, and no draft that may be kept is hindered by its size', () => {
    expect(draftViolations(EMPTY_NOTE)).toEqual([]);
    fc.assert(
      fc.property(anyNote, (note) => {
        expect(draftViolations(note)).toEqual([]);
      }),
      { numRuns },
    );
  });

  const long = (length: number): string => 'x'.repeat(length + 1);
  it.each<[Partial<SessionNote>, string]>([
    [{ subjective: long(NOTE_LIMITS.text) }, 'subjective maxLength'],
    [{ reaction: long(NOTE_LIMITS.reaction) }, 'reaction maxLength'],
    [{ findings: [{ ...TENSE_NECK, intensity: 11 }] }, 'findings.0.intensity range'],
    [{ findings: [{ ...TENSE_NECK, intensity: 1.5 }] }, 'findings.0.intensity range'],
    [{ findings: [TENSE_NECK, { ...TENSE_NECK, intensity: 2 }] }, 'findings.1 unique'],
    [{ findings: [{ ...TENSE_NECK, remark: long(NOTE_LIMITS.remark) }] }, 'findings.0.remark maxLength'],
    [{ techniques: [{ ...SWEDISH, pressure: 6 }] }, 'techniques.0.pressure range'],
    [{ techniques: [{ ...SWEDISH, minutes: 0 }] }, 'techniques.0.minutes range'],
    [{ techniques: [{ ...SWEDISH, sites: [NECK, NECK] }] }, 'techniques.0.sites.1 unique'],
    [{ techniques: Array(NOTE_LIMITS.techniques + 1).fill(SWEDISH) as never }, 'techniques maxCount'],
    [{ scoresAfter: [{ instrument: Instrument.PAIN, movement: null, value: 11 }] }, 'scoresAfter.0.value range'],
    [{ selfCare: [{ item: 'snake_oil' as never, remark: null }] }, 'selfCare.0.item known'],
    [{ selfCare: [{ item: 'toString' as never, remark: null }] }, 'selfCare.0.item known'],
    [{ recommendation: { interval: 'bi-weekly', followUp: null } }, 'recommendation.interval interval'],
    [{ recommendation: { interval: 'P0D', followUp: null } }, 'recommendation.interval interval'],
    [{ recommendation: { interval: 'PT12H', followUp: null } }, 'recommendation.interval interval'],
    [{ recommendation: { interval: 'P3Y', followUp: null } }, 'recommendation.interval interval'],
  ])('within limits: %#', (changes, rule) => {
    const found = draftViolations({ ...SIGNABLE, ...changes });
    expect(found.map((one) => `${one.field} ${one.rule}`)).toEqual([rule]);
    expect(signViolations({ ...SIGNABLE, ...changes }, VISIT)).toEqual(expect.arrayContaining(found));
  });
});
