import type { BodySite } from '../../practices/domain/index.js';

/** What a client can answer that bears on treatment: one code for each variant in DOMAIN.md's table, red flags last. */
export enum RiskCode {
  /** 38 C or more, today. */
  FEVER = 'fever',
  SYSTEMIC_INFECTION = 'systemic_infection',
  /** A deep vein thrombosis or pulmonary embolism that is being treated now. */
  CLOT_CURRENT = 'clot_current',
  /** One that is over; `on` is the day on which it was found. */
  CLOT_PAST = 'clot_past',
  HYPERTENSION_UNCONTROLLED = 'hypertension_uncontrolled',
  HYPERTENSION_CONTROLLED = 'hypertension_controlled',
  /** Alcohol or drugs, today. */
  INTOXICATION = 'intoxication',
  /** `on` is the day of the last stroke. */
  STROKE = 'stroke',
  UNSTABLE_HEART_CONDITION = 'unstable_heart_condition',
  HEART_FAILURE = 'heart_failure',
  ANEURYSM = 'aneurysm',
  /** `on` is the day of the accident. */
  HEAD_OR_NECK_TRAUMA = 'head_or_neck_trauma',
  ANTICOAGULANT = 'anticoagulant',
  BLEEDING_DISORDER = 'bleeding_disorder',
  LOW_PLATELETS = 'low_platelets',
  /** Below 50,000 per microlitre. */
  VERY_LOW_PLATELETS = 'very_low_platelets',
  OPEN_WOUND = 'open_wound',
  BURN = 'burn',
  SKIN_INFECTION = 'skin_infection',
  RASH = 'rash',
  /** A skin condition that spreads or that others can catch. */
  CONTAGIOUS_SKIN = 'contagious_skin',
  FRACTURE = 'fracture',
  OSTEOPOROSIS = 'osteoporosis',
  SEVERE_OSTEOPOROSIS = 'severe_osteoporosis',
  BONE_METASTASIS = 'bone_metastasis',
  /** `sites` are those of the tumour. */
  CANCER_IN_TREATMENT = 'cancer_in_treatment',
  LYMPHOEDEMA = 'lymphoedema',
  /** Ever removed or irradiated; `sites` name the limb or the place of the nodes. */
  LYMPH_NODES_TREATED = 'lymph_nodes_treated',
  /** `on` is the due date, of this one and of the two that follow. */
  PREGNANCY = 'pregnancy',
  HIGH_RISK_PREGNANCY = 'high_risk_pregnancy',
  PRE_ECLAMPSIA = 'pre_eclampsia',
  /** `on` is the day on which the pregnancy ended. */
  POSTPARTUM = 'postpartum',
  ACUTE_INFLAMMATION = 'acute_inflammation',
  SEVERE_VARICOSE_VEINS = 'severe_varicose_veins',
  BRUISE = 'bruise',
  /** `on` is the day of the operation, `sites` are where. */
  SURGERY = 'surgery',
  NEUROPATHY = 'neuropathy',
  DIABETES_WITH_SENSORY_LOSS = 'diabetes_with_sensory_loss',
  LONG_TERM_STEROIDS = 'long_term_steroids',
  SEDATING_ANALGESICS = 'sedating_analgesics',
  ALLERGY_OIL = 'allergy_oil',
  ALLERGY_NUT = 'allergy_nut',
  ALLERGY_LATEX = 'allergy_latex',
  ALLERGY_FRAGRANCE = 'allergy_fragrance',
  SADDLE_NUMBNESS = 'saddle_numbness',
  BLADDER_OR_BOWEL_CHANGE = 'bladder_or_bowel_change',
  LIMB_WEAKNESS = 'limb_weakness',
  CHEST_PAIN = 'chest_pain',
  BREATHLESSNESS = 'breathlessness',
  CALF_SWELLING = 'calf_swelling',
  FACE_DROOP_OR_SPEECH_TROUBLE = 'face_droop_or_speech_trouble',
  WORST_EVER_HEADACHE = 'worst_ever_headache',
  DARK_URINE = 'dark_urine',
  FEVER_WITH_BACK_PAIN = 'fever_with_back_pain',
}

/** The one red-flag list of intake, arrival and check-in (DOMAIN.md, Screening). Each is meant as new. */
export const RED_FLAGS = [
  RiskCode.SADDLE_NUMBNESS,
  RiskCode.BLADDER_OR_BOWEL_CHANGE,
  RiskCode.LIMB_WEAKNESS,
  RiskCode.CHEST_PAIN,
  RiskCode.BREATHLESSNESS,
  RiskCode.CALF_SWELLING,
  RiskCode.FACE_DROOP_OR_SPEECH_TROUBLE,
  RiskCode.WORST_EVER_HEADACHE,
  RiskCode.DARK_URINE,
  RiskCode.FEVER_WITH_BACK_PAIN,
] as const;

/** Answers of the day: they count for visits within 48 hours, and are asked again at arrival. */
export const TODAY_RISKS: readonly RiskCode[] = [RiskCode.FEVER, RiskCode.INTOXICATION, ...RED_FLAGS];

/** Of these a form asks for a date. One without counts whatever the date of the visit. */
export const DATED_RISKS: readonly RiskCode[] = [
  RiskCode.CLOT_PAST,
  RiskCode.STROKE,
  RiskCode.HEAD_OR_NECK_TRAUMA,
  RiskCode.PREGNANCY,
  RiskCode.HIGH_RISK_PREGNANCY,
  RiskCode.PRE_ECLAMPSIA,
  RiskCode.POSTPARTUM,
  RiskCode.SURGERY,
];

/** Of these a form asks where. One without a site counts for the whole body. */
export const SITED_RISKS: readonly RiskCode[] = [
  RiskCode.OPEN_WOUND,
  RiskCode.BURN,
  RiskCode.SKIN_INFECTION,
  RiskCode.RASH,
  RiskCode.FRACTURE,
  RiskCode.CANCER_IN_TREATMENT,
  RiskCode.LYMPHOEDEMA,
  RiskCode.LYMPH_NODES_TREATED,
  RiskCode.ACUTE_INFLAMMATION,
  RiskCode.SEVERE_VARICOSE_VEINS,
  RiskCode.BRUISE,
  RiskCode.SURGERY,
];

/** One risk that the client has. The same code may stand several times: two operations, two fractures. */
export interface RiskAnswer {
  readonly risk: RiskCode;
  /** Local date, YYYY-MM-DD: see the code. */
  readonly on?: string;
  readonly sites?: readonly BodySite[];
  /** What the client said beside it, for the therapist to read: which medicine, which oil. */
  readonly detail?: string;
}

/** What one form says about risks, as its answers were on one day. */
export interface RiskProfile {
  /** Local date, YYYY-MM-DD, in the clinic's calendar. */
  readonly answeredOn: string;
  readonly present: readonly RiskAnswer[];
  /** What a required question asked and nobody answered, or the client refused to. */
  readonly unknown: readonly RiskCode[];
  /** False where any required question of the form is open, also one that asks for no risk. */
  readonly complete: boolean;
}
