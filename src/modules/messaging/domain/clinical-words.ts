/**
 * Words that tell somebody who looks over a client's shoulder what is done to them or why: techniques, complaints, states of health
 * (DOMAIN.md, Messages: never technique, condition, soreness or notes). Beginnings of words, in English; texts in other
 * languages are the practice's to keep clean.
 */
const CLINICAL_WORDS = [
  ...['swedish', 'deep tissue', 'trigger point', 'shiatsu', 'myofascial', 'hot stone', 'sports massage'],
  ...[
    'sore',
    'pain',
    'ache',
    'sciatica',
    'fibromyalgia',
    'migraine',
    'headache',
    'arthritis',
    'osteoporosis',
    'neuropath',
  ],
  ...[
    'injur',
    'strain',
    'sprain',
    'fracture',
    'wound',
    'bruis',
    'surgery',
    'operation',
    'clot',
    'thrombosis',
    'stroke',
    'cancer',
    'tumou',
  ],
  ...[
    'tumor',
    'pregnan',
    'diabet',
    'hypertension',
    'blood pressure',
    'medicat',
    'anticoagul',
    'steroid',
    'allerg',
    'infection',
    'fever',
  ],
  ...[
    'anxiety',
    'depress',
    'stress',
    'insomnia',
    'diagnos',
    'symptom',
    'contraindicat',
    'clearance',
    'health history',
    'hiv',
  ],
];

/** The first such word in a text, as it is written there; null where there is none. */
export function clinicalWordIn(text: string): string | null {
  const words = new RegExp(`(?<!\\p{L})(?:${CLINICAL_WORDS.join('|')})\\p{L}*`, 'iu');
  return words.exec(text)?.[0] ?? null;
}
