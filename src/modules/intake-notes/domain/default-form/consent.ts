import { Technique } from '../../../practices/domain/index.js';
import { AskedAt, Filler, QuestionKind } from '../form.js';
import type { Question, Section } from '../form.js';
import { en, none, oneOf, option, places, whichOf, yesNo } from './questions.js';

/** What must be said: without it nobody can be treated, and the form cannot be submitted. */
const MUST = { required: true, refusable: false };

/** The consultation of the first visit covers techniques, areas and draping (DOMAIN.md, Records, consent, licences). */
const CONSULTATION: Section = {
  id: 'consultation',
  title: en('How you would like to be treated'),
  intro: en('Your therapist talks this through with you. You can change your mind at any time.'),
  asked: AskedAt.FIRST_VISIT,
  questions: [
    whichOf(
      'techniques_agreed',
      { label: 'Which techniques are you happy to have?', help: 'Your therapist explains each before it is used.' },
      [
        option(Technique.SWEDISH, 'Swedish: long, gliding strokes and kneading'),
        option(Technique.DEEP_TISSUE, 'Deep tissue: slow, deep pressure'),
        option(Technique.TRIGGER_POINT, 'Trigger point: steady pressure on knots'),
        option(Technique.SPORTS, 'Sports: stretching and compression'),
        option(Technique.SHIATSU, 'Shiatsu: finger pressure, clothed'),
        option(Technique.MYOFASCIAL_RELEASE, 'Myofascial release: a slow, gentle stretch'),
        option(Technique.HOT_STONE, 'Hot stone: warm stones'),
        none('I would like to talk about it first'),
      ],
    ),
    places('areas_excluded', {
      label: 'Where should we not touch you?',
      help: 'For the chest, the bottom and the inner thighs we ask you in writing each time before we work there.',
    }),
    oneOf(
      'draping',
      {
        label: 'How would you like to be covered?',
        help: 'You stay covered during treatment. Only the part that is worked on is uncovered.',
      },
      [
        option('draped', 'With a sheet or towel, as described'),
        option('clothed', 'I would like to keep my clothes on'),
        option('discuss', 'I would like to talk about it first'),
      ],
    ),
  ],
};

const agreement = (id: string, label: string): Question => ({ ...yesNo(id, { label }), ...MUST });

const signature = (filler: Filler, label: string, help: string): Question => ({
  id: filler === Filler.ADULT ? 'signature' : 'guardian_signature',
  kind: QuestionKind.SIGNATURE,
  filler,
  label: en(label),
  help: en(help),
  ...MUST,
});

const CONSENT: Section = {
  id: 'consent',
  title: en('Your consent'),
  intro: en('Massage may help with how you feel. It does not replace a doctor, and nobody here diagnoses illness.'),
  asked: AskedAt.EVERY_VISIT,
  questions: [
    agreement('consent_treatment', 'I agree to be assessed and treated as talked through, and I can stop at any time.'),
    agreement('consent_truth', 'What I have written is right as far as I know, and I will say when it changes.'),
    {
      id: 'guardian_relationship',
      kind: QuestionKind.TEXT,
      filler: Filler.GUARDIAN,
      label: en('How are you related to the person who is treated?'),
      help: en('You fill this in for somebody under 18, and answer for them.'),
      ...MUST,
      maxLength: 60,
    },
    signature(Filler.ADULT, 'Sign with your full name', 'Typing your name here is your signature.'),
    signature(
      Filler.GUARDIAN,
      'Sign with your full name, as parent or guardian',
      'Typing your name here is your signature for the person under 18.',
    ),
  ],
};

export const CONSENTS: readonly Section[] = [CONSULTATION, CONSENT];
