import fc from 'fast-check';
import { Instrument } from '../../outcomes/domain/index.js';
import type { Score } from '../../outcomes/domain/index.js';
import { BodyRegion, BodySide, SENSITIVE_REGIONS, Technique } from '../../practices/domain/index.js';
import { SELF_CARE_ITEM_IDS } from './self-care-library.js';
import { FindingKind, TreatmentConsent } from './session-note.js';
import type { Consent, Finding, SessionNote, TechniqueUsed } from './session-note.js';

const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const text = fc.oneof(fc.constant(''), fc.string({ maxLength: 40 }));
const remark = fc.option(fc.string({ maxLength: 20 }));
const site = fc.record({ region: pick(Object.values(BodyRegion)), side: pick(Object.values(BodySide)) });
const siteKey = ({ region, side }: { region: string; side: string }): string => `${region} ${side}`;

const findings: fc.Arbitrary<Finding[]> = fc.uniqueArray(
  fc
    .tuple(
      site,
      fc.record({ kind: pick(Object.values(FindingKind)), intensity: fc.integer({ min: 0, max: 10 }), remark }),
    )
    .map(([place, rest]) => ({ ...place, ...rest })),
  { maxLength: 5, selector: (one) => `${siteKey(one)} ${one.kind}` },
);

const techniques: fc.Arbitrary<TechniqueUsed[]> = fc.array(
  fc.record({
    technique: pick(Object.values(Technique)),
    pressure: fc.option(fc.integer({ min: 1, max: 5 })),
    sites: fc.uniqueArray(site, { maxLength: 4, selector: siteKey }),
    minutes: fc.option(fc.integer({ min: 1, max: 480 })),
  }),
  { maxLength: 4 },
);

const consent: fc.Arbitrary<Consent> = fc.record({
  treatment: pick(Object.values(TreatmentConsent)),
  remark,
  written: fc.uniqueArray(
    fc.record({
      region: pick(SENSITIVE_REGIONS),
      signedBy: pick(['Ana Client', 'Gus Guardian']),
      signedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    }),
    { maxLength: 4, selector: ({ region }) => region },
  ),
});

const scores: fc.Arbitrary<Score[]> = fc.uniqueArray(
  fc.record({
    instrument: pick([Instrument.PAIN, Instrument.STRESS, Instrument.MOOD]),
    movement: fc.constant(null),
    value: fc.integer({ min: 0, max: 10 }),
  }),
  { maxLength: 3, selector: ({ instrument }) => instrument },
);

/** Any draft that may be kept, from an empty one to a full one. */
export const anyNote: fc.Arbitrary<SessionNote> = fc.record({
  ...{ subjective: text, objective: text, assessment: text, plan: text, reaction: text },
  ...{ findings, techniques, consent: fc.option(consent) },
  ...{ scoresBefore: scores, scoresAfter: scores },
  selfCare: fc.uniqueArray(fc.record({ item: pick(SELF_CARE_ITEM_IDS), remark }), {
    maxLength: 3,
    selector: ({ item }) => item,
  }),
  recommendation: fc.record({ interval: fc.option(pick(['P7D', 'P2W', 'P1M', 'P1Y'])), followUp: remark }),
});
