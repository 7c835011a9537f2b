import { RED_FLAGS, RiskCode } from '../risk.js';
import type { RiskRule } from '../rule.js';
import { SOURCES } from '../sources.js';
import { VerdictLevel } from '../verdict.js';
import { ofTheDay, riskRule } from './rule-parts.js';

const RED_FLAG_REASONS: Readonly<Record<(typeof RED_FLAGS)[number], string>> = {
  [RiskCode.SADDLE_NUMBNESS]: 'New numbness between the legs.',
  [RiskCode.BLADDER_OR_BOWEL_CHANGE]: 'A new change of bladder or bowel.',
  [RiskCode.LIMB_WEAKNESS]: 'New weakness of a limb.',
  [RiskCode.CHEST_PAIN]: 'Chest pain.',
  [RiskCode.BREATHLESSNESS]: 'Breathlessness.',
  [RiskCode.CALF_SWELLING]: 'Swelling of a calf.',
  [RiskCode.FACE_DROOP_OR_SPEECH_TROUBLE]: 'A drooping face or trouble with speech.',
  [RiskCode.WORST_EVER_HEADACHE]: 'A sudden headache, the worst ever.',
  [RiskCode.DARK_URINE]: 'Dark urine.',
  [RiskCode.FEVER_WITH_BACK_PAIN]: 'Fever with severe back pain.',
};

export const EMERGENCIES: RiskRule[] = RED_FLAGS.map((flag) =>
  riskRule(`red-flag-${flag.replaceAll('_', '-')}`, flag, VerdictLevel.EMERGENCY, {
    fixed: true,
    source: SOURCES.EMERGENCY_CARE,
    window: ofTheDay('unknown'),
    reason: RED_FLAG_REASONS[flag],
  }),
);
