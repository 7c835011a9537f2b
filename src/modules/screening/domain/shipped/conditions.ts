import { RiskCode } from '../risk.js';
import type { RiskRule } from '../rule.js';
import { SOURCES } from '../sources.js';
import { VerdictLevel } from '../verdict.js';
import {
  within,
  ofTheDay,
  PREGNANT,
  PREGNANT_FROM_WEEK_20,
  noHeat,
  noDeepAtSites,
  noDeepLegsOrAbdomen,
  atMost,
  riskRule,
  sideLying,
} from './rule-parts.js';

const { ADAPT, CLEARANCE, DEFER } = VerdictLevel;
const { WALTON } = SOURCES;

export const GENERAL: RiskRule[] = [
  riskRule('fever', RiskCode.FEVER, DEFER, { window: ofTheDay('unknown'), reason: 'A temperature of 38 C or more.' }),
  riskRule('systemic-infection', RiskCode.SYSTEMIC_INFECTION, DEFER, { reason: 'An infection of the whole body.' }),
  riskRule('intoxication', RiskCode.INTOXICATION, DEFER, {
    window: ofTheDay('over'),
    reason: 'Alcohol or drugs today.',
  }),
];

export const CANCER_AND_LYMPH: RiskRule[] = [
  riskRule('cancer-in-treatment', RiskCode.CANCER_IN_TREATMENT, CLEARANCE, {
    source: WALTON,
    restrictions: [noDeepAtSites],
    reason: 'Cancer that is being treated.',
  }),
  riskRule('lymphoedema', RiskCode.LYMPHOEDEMA, ADAPT, {
    source: WALTON,
    restrictions: [atMost(2, 'limb_of_sites')],
    reason: 'Lymphoedema: light pressure on that limb, for life.',
  }),
  riskRule('lymph-nodes-treated', RiskCode.LYMPH_NODES_TREATED, ADAPT, {
    source: WALTON,
    restrictions: [atMost(2, 'limb_of_sites')],
    reason: 'Lymph nodes were removed or irradiated: light pressure on that limb, for life.',
  }),
];

export const PREGNANCY: RiskRule[] = [
  riskRule('pregnancy', RiskCode.PREGNANCY, ADAPT, {
    window: PREGNANT,
    restrictions: [noHeat, noDeepLegsOrAbdomen],
    reason: 'Pregnancy, and the 6 weeks after.',
  }),
  riskRule('pregnancy-side-lying', RiskCode.PREGNANCY, ADAPT, {
    window: PREGNANT_FROM_WEEK_20,
    restrictions: [sideLying],
    reason: 'Pregnancy from week 20.',
  }),
  riskRule('high-risk-pregnancy', RiskCode.HIGH_RISK_PREGNANCY, CLEARANCE, {
    window: PREGNANT,
    restrictions: [noHeat, noDeepLegsOrAbdomen],
    reason: 'A pregnancy with a higher risk.',
  }),
  riskRule('high-risk-pregnancy-side-lying', RiskCode.HIGH_RISK_PREGNANCY, ADAPT, {
    window: PREGNANT_FROM_WEEK_20,
    restrictions: [sideLying],
    reason: 'Pregnancy from week 20.',
  }),
  riskRule('pre-eclampsia', RiskCode.PRE_ECLAMPSIA, DEFER, { window: PREGNANT, reason: 'Pre-eclampsia.' }),
  riskRule('postpartum', RiskCode.POSTPARTUM, ADAPT, {
    window: within('P6W'),
    restrictions: [noHeat, noDeepLegsOrAbdomen],
    reason: 'The first 6 weeks after a pregnancy.',
  }),
];
