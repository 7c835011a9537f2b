import { RiskCode } from '../../../screening/domain/index.js';
import { AskedAt } from '../form.js';
import type { Section } from '../form.js';
import { en, none, option, places, scale, whichOf, words } from './questions.js';

const MEDICINES: Section = {
  id: 'medicines',
  title: en('Medicines'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf('medicines', { label: 'Do you take any of these?' }, [
      option('anticoagulant', 'Blood thinners, such as warfarin, apixaban or heparin', RiskCode.ANTICOAGULANT),
      option('steroids', 'Steroids (cortisone) for more than three weeks', RiskCode.LONG_TERM_STEROIDS),
      option('sedating', 'Painkillers that make you drowsy, such as opioids', RiskCode.SEDATING_ANALGESICS),
      none(),
    ]),
    words('medicines_named', { label: 'Which medicines do you take?', help: 'Also those without a prescription.' }, [
      RiskCode.ANTICOAGULANT,
      RiskCode.LONG_TERM_STEROIDS,
      RiskCode.SEDATING_ANALGESICS,
    ]),
  ],
};

const KNOWN_ALLERGIES = [
  option('oil', 'A massage oil or lotion', RiskCode.ALLERGY_OIL),
  option('nut', 'Nuts, or oils made from nuts', RiskCode.ALLERGY_NUT),
  option('latex', 'Latex', RiskCode.ALLERGY_LATEX),
  option('fragrance', 'Fragrances or essential oils', RiskCode.ALLERGY_FRAGRANCE),
];

const ALLERGIES: Section = {
  id: 'allergies',
  title: en('Allergies'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf('allergies', { label: 'Are you allergic to any of these?' }, [
      ...KNOWN_ALLERGIES,
      option('other', 'Something else'),
      none('No allergies'),
    ]),
    words(
      'allergies_named',
      {
        label: 'What exactly, and what can we use instead?',
        showIf: { question: 'allergies', anyOf: [...KNOWN_ALLERGIES.map(({ id }) => id), 'other'] },
      },
      KNOWN_ALLERGIES.flatMap(({ risk }) => risk ?? []),
    ),
  ],
};

/** The aims are DOMAIN.md's. What somebody hopes for is asked; that massage brings it about is promised nowhere. */
const AIMS: Section = {
  id: 'aims',
  title: en('What brings you here'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf('aims', { label: 'What would you like your visits to help with?' }, [
      option('muscle_tension', 'Tense muscles'),
      option('circulation', 'Circulation'),
      option('pain', 'Pain'),
      option('flexibility', 'Flexibility and range of motion'),
      option('muscle_recovery', 'Recovery of muscles'),
      option('stress', 'Stress'),
      option('mood', 'Mood'),
      option('anxiety', 'Feeling anxious or low'),
      option('sleep', 'Sleep'),
      option('posture', 'Posture'),
      option('spinal_comfort', 'Comfort of the spine'),
      option('body_mechanics', 'How I move and lift'),
      none('Something else'),
    ]),
    words('aims_in_words', { label: 'In your own words' }),
    scale(
      'pain',
      { label: 'How strong is your pain, if you have any?' },
      [0, 'No pain'],
      [10, 'Worst you can imagine'],
    ),
    places('focus_areas', { label: 'Where would you like us to work?' }),
    places('sensitive_areas', { label: 'Where are you sensitive or ticklish?', help: 'We will be gentle there.' }),
    scale('pressure', { label: 'How firm do you like the pressure?' }, [1, 'Very light'], [5, 'Very deep']),
  ],
};

const OTHER_CARE: Section = {
  id: 'other_care',
  title: en('Other care'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf('other_care', { label: 'Who else looks after your health at the moment?' }, [
      option('physician', 'A doctor, for something that matters here'),
      option('physiotherapy', 'A physiotherapist'),
      option('chiropractic', 'A chiropractor or osteopath'),
      option('other', 'Somebody else'),
      none('Nobody'),
    ]),
    words('other_care_named', {
      label: 'Who, and what for?',
      showIf: { question: 'other_care', anyOf: ['physician', 'physiotherapy', 'chiropractic', 'other'] },
    }),
  ],
};

export const CARE: readonly Section[] = [MEDICINES, ALLERGIES, OTHER_CARE];
export const WISHES: readonly Section[] = [AIMS];
