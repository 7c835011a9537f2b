import fc from 'fast-check';
import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import { RED_FLAGS } from '../../screening/domain/index.js';
import { Trend } from './answer.js';
import type { CheckInAnswer } from './answer.js';
import { SHIPPED_SETTINGS, settingsViolations } from './settings.js';
import type { CheckInSettings } from './settings.js';
import type { TriageInput } from './triage.js';

const score = fc.integer({ min: 0, max: 10 });
const site = fc.record({
  region: fc.constantFrom(...Object.values(BodyRegion)),
  side: fc.constantFrom(...Object.values(BodySide)),
});

/** What somebody without any complaint says. */
export const WELL: CheckInAnswer = {
  ...{ soreness: 0, sites: [], trend: Trend.SAME, bruising: false, redFlags: [], otherSymptom: false },
  ...{ remark: '', wantsCall: false, pain: null, sleep: null, mood: null },
};

export const anAnswer: fc.Arbitrary<CheckInAnswer> = fc.record({
  soreness: score,
  sites: fc.array(site, { maxLength: 3 }),
  trend: fc.constantFrom(...Object.values(Trend)),
  bruising: fc.boolean(),
  // Mostly none, so that the other rows of the table are met too.
  redFlags: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray([...RED_FLAGS]) }),
  otherSymptom: fc.boolean(),
  remark: fc.string(),
  wantsCall: fc.boolean(),
  pain: fc.option(score),
  sleep: fc.option(score),
  mood: fc.option(score),
});

export const aTriageInput: fc.Arbitrary<TriageInput> = fc.record({
  answer: anAnswer,
  elapsedHours: fc.double({ min: 0, max: 400, noNaN: true }),
  previousSoreness: fc.option(score),
});

/** Any that a practice may have. */
export const someSettings: fc.Arbitrary<CheckInSettings> = fc
  .record({
    soreFrom: fc.integer({ min: 1, max: 4 }),
    watchFrom: fc.integer({ min: 2, max: 7 }),
    followUpFrom: fc.integer({ min: 4, max: 10 }),
    riseFrom: fc.integer({ min: 1, max: 10 }),
    watchAfterHours: fc.integer({ min: 12, max: 72 }),
    followUpAfterHours: fc.integer({ min: 48, max: 168 }),
    referAfterHours: fc.integer({ min: 72, max: 336 }),
  })
  .map((changes) => ({ ...SHIPPED_SETTINGS, ...changes }))
  .filter((settings) => settingsViolations(settings).length === 0);
