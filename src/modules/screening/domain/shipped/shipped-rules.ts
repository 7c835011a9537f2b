import type { RuleSet } from '../rule.js';
import { SOURCES } from '../sources.js';
import { BLOOD, CIRCULATION } from './circulation-and-blood.js';
import { CANCER_AND_LYMPH, GENERAL, PREGNANCY } from './conditions.js';
import { BONES_AND_INJURIES, SKIN } from './injuries-and-skin.js';
import { EMERGENCIES } from './red-flags.js';
import { ALLERGIES, SENSATION_AND_MEDICINES } from './senses-and-allergies.js';

const gap = { version: '1', window: null, source: SOURCES.STANDARDS };

/** DOMAIN.md, Screening, row by row. */
export const SHIPPED_RULES: RuleSet = {
  id: 'unknot-default',
  version: '1',
  notice:
    'These rules come from public teaching. A licensed therapist must review them before a practice uses them; they ' +
    'replace neither their judgement nor a physician.',
  risks: [
    ...GENERAL,
    ...CIRCULATION,
    ...BLOOD,
    ...SKIN,
    ...BONES_AND_INJURIES,
    ...CANCER_AND_LYMPH,
    ...PREGNANCY,
    ...SENSATION_AND_MEDICINES,
    ...ALLERGIES,
    ...EMERGENCIES,
  ],
  answers: {
    missing: { ...gap, id: 'no-answers', reason: 'The client has given no health history yet.' },
    too_old: {
      ...gap,
      id: 'answers-too-old',
      window: { anchor: 'answers', until: 'P12M', afterwards: 'unknown' },
      reason: 'The health history is older than 12 months on the day of the visit.',
    },
    open: { ...gap, id: 'question-open', reason: 'A required question was not answered, or the client refused to.' },
    lapsed: { ...gap, id: 'answer-lapsed', reason: 'An answer was for its day only. It must be asked again.' },
  },
};
