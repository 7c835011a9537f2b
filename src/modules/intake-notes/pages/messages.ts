import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import type { Catalogue } from '../../../platform/pages/index.js';

/** What the pages of an intake form say around the form itself, whose texts are the practice's own. */
export interface IntakeMessages {
  readonly title: string;
  readonly landing: {
    readonly intro: string;
    readonly points: (until: string) => readonly string[];
    readonly open: string;
  };
  readonly overview: { readonly intro: string; readonly next: string; readonly done: string; readonly open: string };
  readonly step: (number: number, of: number) => string;
  readonly forWhom: (name: string) => string;
  readonly guardian: string;
  readonly optional: string;
  readonly yes: string;
  readonly no: string;
  readonly refuse: string;
  readonly skip: string;
  readonly more: string;
  readonly changedElsewhere: string;
  readonly refusedAndAnswered: string;
  readonly unanswered: Record<'refusable' | 'must', string>;
  readonly errorPrefix: string;
  readonly buttons: Record<'next' | 'back' | 'later' | 'send', string>;
  readonly review: { readonly title: string; readonly intro: string; readonly change: string; readonly sign: string };
  readonly answer: Record<'missing' | 'none' | 'refused', string>;
  readonly later: { readonly title: string; readonly paragraphs: (until: string) => readonly string[] };
  readonly sent: {
    readonly title: string;
    readonly paragraphs: (practice: string) => readonly string[];
    readonly readBack: string;
    /** Of what was carried over from an earlier note, which is not shown. */
    readonly stands: string;
    readonly sentAt: (date: string) => string;
    readonly close: string;
  };
  readonly closed: { readonly title: string; readonly text: string };
  readonly urgent: { readonly call: (number: string) => string; readonly goOn: string };
  readonly body: {
    readonly front: string;
    readonly back: string;
    readonly groups: Readonly<Record<'head' | 'arms' | 'front' | 'back' | 'legs', string>>;
    readonly regions: Readonly<Record<BodyRegion, string>>;
    readonly sides: Readonly<Record<BodySide, string>>;
  };
}

const REGIONS: Readonly<Record<BodyRegion, string>> = {
  [BodyRegion.HEAD]: 'Head',
  [BodyRegion.FACE]: 'Face',
  [BodyRegion.JAW]: 'Jaw',
  [BodyRegion.NECK]: 'Neck',
  [BodyRegion.SHOULDER]: 'Shoulder',
  [BodyRegion.UPPER_ARM]: 'Upper arm',
  [BodyRegion.ELBOW]: 'Elbow',
  [BodyRegion.FOREARM]: 'Forearm',
  [BodyRegion.WRIST]: 'Wrist',
  [BodyRegion.HAND]: 'Hand',
  [BodyRegion.CHEST_WALL]: 'Chest',
  [BodyRegion.BREAST]: 'Breast',
  [BodyRegion.ABDOMEN]: 'Belly',
  [BodyRegion.UPPER_BACK]: 'Upper back',
  [BodyRegion.MID_BACK]: 'Middle of the back',
  [BodyRegion.LOWER_BACK]: 'Lower back',
  [BodyRegion.HIP]: 'Hip',
  [BodyRegion.GLUTEAL]: 'Bottom',
  [BodyRegion.UPPER_INNER_THIGH]: 'Upper inner thigh',
  [BodyRegion.THIGH]: 'Thigh',
  [BodyRegion.KNEE]: 'Knee',
  [BodyRegion.LOWER_LEG]: 'Lower leg',
  [BodyRegion.ANKLE]: 'Ankle',
  [BodyRegion.FOOT]: 'Foot',
};

export const INTAKE_MESSAGES: Catalogue<IntakeMessages> = {
  en: {
    title: 'Your health form',
    landing: {
      intro: 'Before your visit, please tell us about your health, so that your treatment is right for you.',
      points: (until) => [
        'It takes about ten minutes.',
        'Your answers are kept after each page. You can stop, and go on later with the same link.',
        'Only the people who treat you can read them.',
        `You can open this link until ${until}.`,
      ],
      open: 'Open the form',
    },
    overview: {
      intro: 'Go on where you stopped, or choose a page.',
      next: 'Go on',
      done: 'Done',
      open: 'To do',
    },
    step: (number, of) => `Page ${number} of ${of}`,
    forWhom: (name) => `For ${name}`,
    guardian: 'You fill this in for somebody under 18. “You” means the person who is treated.',
    optional: '(if you like)',
    yes: 'Yes',
    no: 'No',
    refuse: 'I would rather not say',
    skip: 'Skip this question',
    more: 'Because of what you told us, there is a little more to ask on this page. Your answers so far are kept.',
    changedElsewhere:
      'Something was saved in another window or on another phone in the meantime. Nothing is lost: look through this page, and save it again.',
    refusedAndAnswered: 'You gave an answer and also chose “I would rather not say”. Please keep one of the two.',
    unanswered: {
      refusable: 'Please answer this question, or choose “I would rather not say”.',
      must: 'Please answer this question.',
    },
    errorPrefix: 'Problem: ',
    buttons: {
      next: 'Save and go on',
      back: 'Save and go back',
      later: 'Save and finish later',
      send: 'Sign and send',
    },
    review: {
      title: 'Look through your answers, and sign',
      intro: 'Please check that everything is right. Once you have sent the form, it cannot be changed here.',
      change: 'Change',
      sign: 'Your signature',
    },
    answer: { missing: 'Still needs an answer', none: 'No answer', refused: 'You would rather not say' },
    later: {
      title: 'Your answers are saved',
      paragraphs: (until) => [
        'To go on, open the link from your message again, on this phone or on another one.',
        `You can do that until ${until}.`,
      ],
    },
    sent: {
      title: 'Thank you. Your form has been sent',
      paragraphs: (practice) => [
        `${practice} has your answers. Your therapist reads them before your visit.`,
        'If something changes before then, tell the clinic.',
      ],
      readBack: 'What you sent',
      stands: 'Everything else stays as you told us before.',
      sentAt: (date) => `Sent on ${date}.`,
      close: 'Close the form',
    },
    closed: { title: 'The form is closed', text: 'You can close this window now.' },
    urgent: { call: (number) => `Call ${number}`, goOn: 'I have read this. Go on with the form' },
    body: {
      front: 'Front',
      back: 'Back',
      groups: {
        head: 'Head and neck',
        arms: 'Shoulders, arms and hands',
        front: 'Chest and belly',
        back: 'Back and bottom',
        legs: 'Hips, legs and feet',
      },
      regions: REGIONS,
      sides: {
        [BodySide.LEFT]: 'Left',
        [BodySide.RIGHT]: 'Right',
        [BodySide.BOTH]: 'Both sides',
        [BodySide.CENTRE]: 'Middle',
      },
    },
  },
};
