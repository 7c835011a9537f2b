import { RiskCode } from '../../../screening/domain/index.js';
import { AskedAt } from '../form.js';
import type { Section } from '../form.js';
import { en, none, option, where, whichOf, yesNo } from './questions.js';

const ON_THE_SKIN = [
  option('open_wound', 'A cut or an open wound', RiskCode.OPEN_WOUND),
  option('burn', 'A burn, or sunburn', RiskCode.BURN),
  option('skin_infection', 'A skin infection', RiskCode.SKIN_INFECTION),
  option('rash', 'A rash', RiskCode.RASH),
];
const BELOW_IT = [
  option('bruise', 'A bruise', RiskCode.BRUISE),
  option('inflammation', 'A place that is hot, red and swollen', RiskCode.ACUTE_INFLAMMATION),
];
const PLACES = [...ON_THE_SKIN, ...BELOW_IT];

/** DOMAIN.md's one list, in the words in which check-ins ask for it too. */
export const RED_FLAG_OPTIONS = [
  option('saddle_numbness', 'Numbness between the legs or around the bottom', RiskCode.SADDLE_NUMBNESS),
  option('bladder_bowel', 'A change in bladder or bowel control', RiskCode.BLADDER_OR_BOWEL_CHANGE),
  option('limb_weakness', 'New weakness in an arm or a leg', RiskCode.LIMB_WEAKNESS),
  option('chest_pain', 'Chest pain', RiskCode.CHEST_PAIN),
  option('breathlessness', 'Being short of breath', RiskCode.BREATHLESSNESS),
  option('calf_swelling', 'A swollen or painful calf', RiskCode.CALF_SWELLING),
  option('face_speech', 'A drooping face, or trouble speaking', RiskCode.FACE_DROOP_OR_SPEECH_TROUBLE),
  option('worst_headache', 'A sudden headache, the worst you ever had', RiskCode.WORST_EVER_HEADACHE),
  option('dark_urine', 'Dark urine, like cola or tea', RiskCode.DARK_URINE),
  option('fever_back_pain', 'Fever together with severe back pain', RiskCode.FEVER_WITH_BACK_PAIN),
];

/** How somebody is now: asked before every visit. */
export const TODAY: Section = {
  id: 'today',
  title: en('How you are today'),
  intro: en('We ask this before every visit, so that your treatment is right for you on the day.'),
  asked: AskedAt.EVERY_VISIT,
  questions: [
    whichOf(
      'red_flags',
      {
        label: 'Have you noticed any of these recently?',
        help: 'Choose only what is new or has become worse.',
      },
      [...RED_FLAG_OPTIONS, none()],
    ),
    whichOf('state_today', { label: 'Does any of this apply to you today?' }, [
      option('fever', 'A temperature of 38 °C (100.4 °F) or more', RiskCode.FEVER),
      option('infection', 'An infection that makes you feel ill, such as flu', RiskCode.SYSTEMIC_INFECTION),
      option('alcohol_drugs', 'Alcohol or recreational drugs today', RiskCode.INTOXICATION),
      none(),
    ]),
    whichOf('places_today', { label: 'Do you have any of these at the moment?' }, [...PLACES, none()]),
    where(
      'places_today_where',
      {
        label: 'Where is it?',
        help: 'Mark every place. We will leave it alone.',
        showIf: { question: 'places_today', anyOf: PLACES.map(({ id }) => id) },
      },
      PLACES.flatMap(({ risk }) => risk ?? []),
    ),
    yesNo(
      'skin_contagious',
      {
        label: 'Is it spreading, or could somebody else catch it?',
        help: 'If you are not sure, answer yes. We will then ask you to wait until it has healed.',
        showIf: { question: 'places_today', anyOf: ON_THE_SKIN.map(({ id }) => id) },
      },
      { risk: RiskCode.CONTAGIOUS_SKIN },
    ),
  ],
};
