import { RiskCode } from '../risk.js';
import type { RiskRule } from '../rule.js';
import { SOURCES } from '../sources.js';
import { VerdictLevel } from '../verdict.js';
import { within, noHeat, noDeep, avoidSites, atMost, riskRule } from './rule-parts.js';

const { ADAPT, CLEARANCE, DEFER } = VerdictLevel;
const { WALTON } = SOURCES;

export const CIRCULATION: RiskRule[] = [
  riskRule('clot-current', RiskCode.CLOT_CURRENT, DEFER, {
    fixed: true,
    source: WALTON,
    reason: 'A blood clot in a deep vein or in the lungs.',
  }),
  riskRule('clot-past', RiskCode.CLOT_PAST, CLEARANCE, {
    fixed: true,
    source: WALTON,
    window: within('P6M'),
    restrictions: [atMost(2)],
    reason: 'A blood clot in a deep vein or in the lungs within the last 6 months.',
  }),
  riskRule('hypertension-uncontrolled', RiskCode.HYPERTENSION_UNCONTROLLED, DEFER, {
    reason: 'High blood pressure that is not under control.',
  }),
  riskRule('hypertension-controlled', RiskCode.HYPERTENSION_CONTROLLED, ADAPT, {
    restrictions: [noHeat],
    reason: 'High blood pressure that is under control.',
  }),
  riskRule('stroke', RiskCode.STROKE, CLEARANCE, {
    fixed: true,
    window: within('P6M'),
    reason: 'A stroke within the last 6 months.',
  }),
  riskRule('unstable-heart-condition', RiskCode.UNSTABLE_HEART_CONDITION, CLEARANCE, {
    fixed: true,
    reason: 'A heart condition that is not stable.',
  }),
  riskRule('heart-failure', RiskCode.HEART_FAILURE, CLEARANCE, { fixed: true, reason: 'Heart failure.' }),
  riskRule('aneurysm', RiskCode.ANEURYSM, CLEARANCE, { fixed: true, reason: 'An aneurysm.' }),
  riskRule('severe-varicose-veins', RiskCode.SEVERE_VARICOSE_VEINS, ADAPT, {
    restrictions: [avoidSites],
    reason: 'Severe varicose veins.',
  }),
];

export const BLOOD: RiskRule[] = [
  riskRule('anticoagulant', RiskCode.ANTICOAGULANT, ADAPT, {
    source: WALTON,
    restrictions: [noDeep],
    reason: 'Medicine that thins the blood: bruises come easily.',
  }),
  riskRule('bleeding-disorder', RiskCode.BLEEDING_DISORDER, ADAPT, {
    source: WALTON,
    restrictions: [noDeep],
    reason: 'A bleeding disorder: bruises come easily.',
  }),
  riskRule('low-platelets', RiskCode.LOW_PLATELETS, ADAPT, {
    fixed: true,
    source: WALTON,
    restrictions: [noDeep],
    reason: 'Few platelets: bruises come easily.',
  }),
  riskRule('very-low-platelets', RiskCode.VERY_LOW_PLATELETS, CLEARANCE, {
    fixed: true,
    source: WALTON,
    restrictions: [noDeep],
    reason: 'Fewer than 50,000 platelets per microlitre.',
  }),
];
