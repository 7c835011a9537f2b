import { RiskCode } from '../risk.js';
import type { RiskRule } from '../rule.js';
import { SOURCES } from '../sources.js';
import { VerdictLevel } from '../verdict.js';
import { within, noDeep, noDeepAtSites, avoidSites, riskRule } from './rule-parts.js';

const { ADAPT, CLEARANCE, DEFER } = VerdictLevel;
const { WALTON } = SOURCES;

export const SKIN: RiskRule[] = [
  riskRule('open-wound', RiskCode.OPEN_WOUND, ADAPT, { restrictions: [avoidSites], reason: 'An open wound.' }),
  riskRule('burn', RiskCode.BURN, ADAPT, { restrictions: [avoidSites], reason: 'A burn.' }),
  riskRule('skin-infection', RiskCode.SKIN_INFECTION, ADAPT, {
    restrictions: [avoidSites],
    reason: 'A skin infection.',
  }),
  riskRule('rash', RiskCode.RASH, ADAPT, { restrictions: [avoidSites], reason: 'A rash.' }),
  riskRule('contagious-skin', RiskCode.CONTAGIOUS_SKIN, DEFER, {
    reason: 'A skin condition that spreads or that others can catch.',
  }),
  riskRule('acute-inflammation', RiskCode.ACUTE_INFLAMMATION, ADAPT, {
    restrictions: [avoidSites],
    reason: 'An acute inflammation.',
  }),
  riskRule('bruise', RiskCode.BRUISE, ADAPT, { restrictions: [avoidSites], reason: 'A bruise.' }),
];

export const BONES_AND_INJURIES: RiskRule[] = [
  riskRule('head-or-neck-trauma', RiskCode.HEAD_OR_NECK_TRAUMA, CLEARANCE, {
    window: within('P6W'),
    reason: 'An injury of the head or neck within the last 6 weeks.',
  }),
  riskRule('fracture', RiskCode.FRACTURE, CLEARANCE, { restrictions: [avoidSites], reason: 'A broken bone.' }),
  riskRule('surgery', RiskCode.SURGERY, CLEARANCE, {
    window: within('P6W'),
    restrictions: [noDeepAtSites],
    reason: 'An operation within the last 6 weeks.',
  }),
  riskRule('severe-osteoporosis', RiskCode.SEVERE_OSTEOPOROSIS, CLEARANCE, {
    source: WALTON,
    restrictions: [noDeep],
    reason: 'Severe osteoporosis: bones break easily.',
  }),
  riskRule('osteoporosis', RiskCode.OSTEOPOROSIS, ADAPT, { restrictions: [noDeep], reason: 'Osteoporosis.' }),
  riskRule('bone-metastasis', RiskCode.BONE_METASTASIS, CLEARANCE, {
    fixed: true,
    source: WALTON,
    restrictions: [noDeep],
    reason: 'Cancer that has reached the bones: they break easily.',
  }),
];
