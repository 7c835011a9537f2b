import { RiskCode } from '../risk.js';
import type { RiskRule } from '../rule.js';
import { VerdictLevel } from '../verdict.js';
import { noHeat, atMost, insteadOf, riskRule } from './rule-parts.js';

const { ADAPT } = VerdictLevel;

export const SENSATION_AND_MEDICINES: RiskRule[] = [
  riskRule('neuropathy', RiskCode.NEUROPATHY, ADAPT, {
    restrictions: [noHeat, atMost(2)],
    reason: 'Nerves that feel less than usual.',
  }),
  riskRule('diabetes-with-sensory-loss', RiskCode.DIABETES_WITH_SENSORY_LOSS, ADAPT, {
    restrictions: [noHeat, atMost(2)],
    reason: 'Diabetes with loss of feeling.',
  }),
  riskRule('long-term-steroids', RiskCode.LONG_TERM_STEROIDS, ADAPT, {
    restrictions: [atMost(3)],
    reason: 'Steroids for a long time: skin and bones are more fragile.',
  }),
  riskRule('sedating-analgesics', RiskCode.SEDATING_ANALGESICS, ADAPT, {
    restrictions: [atMost(3)],
    reason: 'Medicine that dulls pain: too much pressure may go unnoticed.',
  }),
];

export const ALLERGIES: RiskRule[] = [
  riskRule('allergy-oil', RiskCode.ALLERGY_OIL, ADAPT, {
    restrictions: insteadOf('Use a hypoallergenic lotion or gel without the oil in question, or work through cloth.'),
    reason: 'An allergy to an oil.',
  }),
  riskRule('allergy-nut', RiskCode.ALLERGY_NUT, ADAPT, {
    restrictions: insteadOf('Use a gel, or an oil that is not pressed from nuts, such as grapeseed or sunflower oil.'),
    reason: 'An allergy to nuts.',
  }),
  riskRule('allergy-latex', RiskCode.ALLERGY_LATEX, ADAPT, {
    restrictions: insteadOf('Use gloves, bands and covers of nitrile or vinyl.'),
    reason: 'An allergy to latex.',
  }),
  riskRule('allergy-fragrance', RiskCode.ALLERGY_FRAGRANCE, ADAPT, {
    restrictions: insteadOf('Use an unscented lotion, unscented linen and no aroma in the room.'),
    reason: 'An allergy to fragrance.',
  }),
];
