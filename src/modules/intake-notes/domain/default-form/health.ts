import { RiskCode } from '../../../screening/domain/index.js';
import { AskedAt, DateRange } from '../form.js';
import type { Section } from '../form.js';
import { en, none, oneOf, option, when, where, whichOf, words, yesNo } from './questions.js';

const ROUGHLY = 'If you do not remember the day, your best guess is fine.';

const CIRCULATION: Section = {
  id: 'circulation',
  title: en('Heart and circulation'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf('circulation', { label: 'Do you have, or have you had, any of these?' }, [
      option('clot_now', 'A blood clot (thrombosis, embolism) that is being treated now', RiskCode.CLOT_CURRENT),
      option('clot_past', 'A blood clot in the past', RiskCode.CLOT_PAST),
      option('stroke', 'A stroke, or a mini-stroke (TIA)', RiskCode.STROKE),
      option('heart_unstable', 'A heart condition that is not stable', RiskCode.UNSTABLE_HEART_CONDITION),
      option('heart_failure', 'Heart failure', RiskCode.HEART_FAILURE),
      option('aneurysm', 'An aneurysm', RiskCode.ANEURYSM),
      option('bleeding_disorder', 'A bleeding disorder, such as haemophilia', RiskCode.BLEEDING_DISORDER),
      option('low_platelets', 'A low platelet count', RiskCode.LOW_PLATELETS),
      option('varicose_veins', 'Severe varicose veins', RiskCode.SEVERE_VARICOSE_VEINS),
      none(),
    ]),
    when(
      'clot_past_on',
      {
        label: 'When was the blood clot found?',
        help: ROUGHLY,
        showIf: { question: 'circulation', anyOf: ['clot_past'] },
      },
      [RiskCode.CLOT_PAST],
    ),
    when(
      'stroke_on',
      { label: 'When was the last stroke?', help: ROUGHLY, showIf: { question: 'circulation', anyOf: ['stroke'] } },
      [RiskCode.STROKE],
    ),
    // Who does not know the count is treated as the lower one: a doctor is asked first.
    oneOf(
      'platelet_count',
      {
        label: 'How low was your last platelet count?',
        showIf: { question: 'circulation', anyOf: ['low_platelets'] },
      },
      [
        option('below_50000', 'Below 50,000', RiskCode.VERY_LOW_PLATELETS),
        option('from_50000', '50,000 or more'),
        option('not_known', 'I do not know', RiskCode.VERY_LOW_PLATELETS),
      ],
    ),
    where(
      'varicose_veins_where',
      { label: 'Where are the varicose veins?', showIf: { question: 'circulation', anyOf: ['varicose_veins'] } },
      [RiskCode.SEVERE_VARICOSE_VEINS],
    ),
    oneOf('blood_pressure', { label: 'Do you have high blood pressure?' }, [
      option('no', 'No'),
      option('controlled', 'Yes, and it is under control', RiskCode.HYPERTENSION_CONTROLLED),
      option('uncontrolled', 'Yes, and it is not under control', RiskCode.HYPERTENSION_UNCONTROLLED),
      option('not_known', 'Yes, and I do not know if it is under control', RiskCode.HYPERTENSION_UNCONTROLLED),
    ]),
  ],
};

const CONDITIONS: Section = {
  id: 'conditions',
  title: en('Your health'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf('bones', { label: 'Does any of this apply to your bones?' }, [
      option('fracture', 'A broken bone that has not fully healed', RiskCode.FRACTURE),
      option('osteoporosis', 'Osteoporosis', RiskCode.OSTEOPOROSIS),
      option('osteoporosis_severe', 'Severe osteoporosis, or a break because of it', RiskCode.SEVERE_OSTEOPOROSIS),
      option('bone_metastasis', 'Cancer that has spread to the bones', RiskCode.BONE_METASTASIS),
      none(),
    ]),
    where('fracture_where', { label: 'Where is the break?', showIf: { question: 'bones', anyOf: ['fracture'] } }, [
      RiskCode.FRACTURE,
    ]),
    whichOf('cancer_lymph', { label: 'Does any of this apply to you?' }, [
      option('cancer_treatment', 'I am in treatment for cancer', RiskCode.CANCER_IN_TREATMENT),
      option('lymph_nodes', 'Lymph nodes were removed or irradiated, at any time', RiskCode.LYMPH_NODES_TREATED),
      option('lymphoedema', 'Lymphoedema (lasting swelling of a limb)', RiskCode.LYMPHOEDEMA),
      none(),
    ]),
    where(
      'tumour_where',
      { label: 'Where is the tumour?', showIf: { question: 'cancer_lymph', anyOf: ['cancer_treatment'] } },
      [RiskCode.CANCER_IN_TREATMENT],
    ),
    where(
      'lymph_nodes_where',
      {
        label: 'Which limbs, or where were the nodes?',
        showIf: { question: 'cancer_lymph', anyOf: ['lymph_nodes', 'lymphoedema'] },
      },
      [RiskCode.LYMPH_NODES_TREATED, RiskCode.LYMPHOEDEMA],
    ),
    whichOf('nerves', { label: 'Do you feel less than usual anywhere, or have diabetes?' }, [
      option('neuropathy', 'Neuropathy: numb or tingling hands or feet', RiskCode.NEUROPATHY),
      option('diabetes_numb', 'Diabetes, and I feel less in places', RiskCode.DIABETES_WITH_SENSORY_LOSS),
      option('diabetes', 'Diabetes, and I feel everything as usual'),
      none(),
    ]),
    whichOf('conditions', { label: 'Do you live with any of these?' }, [
      option('low_back_pain', 'Low back pain'),
      option('chronic_back_pain', 'Back pain for more than three months'),
      option('neck_pain', 'Neck pain'),
      option('sciatica', 'Sciatica'),
      option('fibromyalgia', 'Fibromyalgia'),
      option('tension_headache', 'Tension headaches'),
      option('migraine', 'Migraine'),
      option('sports_injury', 'A sports injury'),
      none(),
    ]),
    words('other_conditions', { label: 'Is there anything else that your therapist should know?' }),
  ],
};

const PREGNANCY: Section = {
  id: 'pregnancy',
  title: en('Pregnancy'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    oneOf('pregnancy', { label: 'Are you pregnant, or were you in the last three months?' }, [
      option('no', 'No, or this does not concern me'),
      option('pregnant', 'Yes, I am pregnant or may be', RiskCode.PREGNANCY),
      option('ended', 'I was, in the last three months', RiskCode.POSTPARTUM),
    ]),
    when(
      'due_on',
      {
        label: 'When is the baby due?',
        help: ROUGHLY,
        showIf: { question: 'pregnancy', anyOf: ['pregnant'] },
      },
      [RiskCode.PREGNANCY, RiskCode.HIGH_RISK_PREGNANCY, RiskCode.PRE_ECLAMPSIA],
      DateRange.ANY,
    ),
    when(
      'pregnancy_ended_on',
      { label: 'When did the pregnancy end?', showIf: { question: 'pregnancy', anyOf: ['ended'] } },
      [RiskCode.POSTPARTUM, RiskCode.HIGH_RISK_PREGNANCY, RiskCode.PRE_ECLAMPSIA],
    ),
    whichOf(
      'pregnancy_care',
      {
        label: 'Has your midwife or doctor told you any of these?',
        showIf: { question: 'pregnancy', anyOf: ['pregnant', 'ended'] },
      },
      [
        option('high_risk', 'A high-risk pregnancy', RiskCode.HIGH_RISK_PREGNANCY),
        option('pre_eclampsia', 'Pre-eclampsia, or signs of it', RiskCode.PRE_ECLAMPSIA),
        none(),
      ],
    ),
  ],
};

const SURGERY: Section = {
  id: 'surgery',
  title: en('Operations and injuries'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    yesNo(
      'surgery',
      { label: 'Have you had an operation in the last year?' },
      { risk: RiskCode.SURGERY, detail: 'What was done?' },
    ),
    when('surgery_on', { label: 'When was the last one?', help: ROUGHLY, showIf: { question: 'surgery', is: 'yes' } }, [
      RiskCode.SURGERY,
    ]),
    where('surgery_where', { label: 'Where were you operated on?', showIf: { question: 'surgery', is: 'yes' } }, [
      RiskCode.SURGERY,
    ]),
    yesNo(
      'trauma',
      { label: 'Have you hurt your head or neck in the last three months?', help: 'A fall, a blow or whiplash.' },
      { risk: RiskCode.HEAD_OR_NECK_TRAUMA, detail: 'What happened?' },
    ),
    when('trauma_on', { label: 'When was it?', help: ROUGHLY, showIf: { question: 'trauma', is: 'yes' } }, [
      RiskCode.HEAD_OR_NECK_TRAUMA,
    ]),
  ],
};

export const HEALTH: readonly Section[] = [CIRCULATION, CONDITIONS, PREGNANCY, SURGERY];
