/** What kind of thing a client can do at home. */
export enum SelfCareKind {
  STRETCH = 'stretch',
  POSTURE = 'posture',
  RELAXATION = 'relaxation',
  MEDITATION = 'meditation',
  BREATHING = 'breathing',
  WARM_BATH = 'warm_bath',
  HYDRATION = 'hydration',
}

/**
 * One thing to do at home, in words for the client. None promises anything: it may help, and everybody is told who should
 * leave it or ask first, and when to stop. Signed notes name an item by its id alone, so its words never change: better
 * words get an id of their own. A licensed therapist reviews the list before it is used.
 */
export interface SelfCareItem {
  readonly kind: SelfCareKind;
  readonly title: string;
  readonly mayHelp: string;
  readonly steps: readonly string[];
  readonly howOften: string;
  /** Who should leave it, or ask a health professional first. */
  readonly notFor: string;
  readonly stopWhen: string;
}

const STOP_AT_PAIN =
  'Stop at sharp or spreading pain, numbness, tingling, weakness or dizziness, and tell your therapist or a health professional.';
const STOP_AT_UNEASE = 'Stop when you feel dizzy, short of breath or more anxious, and return to your usual breathing.';

export const SELF_CARE_LIBRARY = {
  neck_side_stretch: {
    kind: SelfCareKind.STRETCH,
    title: 'Neck side stretch',
    mayHelp: 'May help to ease a feeling of tightness at the side of the neck.',
    steps: [
      'Sit tall with both feet on the floor and let your shoulders drop.',
      'Let one ear sink slowly towards the shoulder of the same side, without turning your head and without pulling with the hand.',
      'Stay for 15 to 20 seconds where you feel a mild stretch, and breathe calmly.',
      'Come back slowly and change sides.',
    ],
    howOften: 'Two or three times on each side, once or twice a day.',
    notFor:
      'Not after a recent injury of the head or neck, with dizziness or fainting on moving the neck, with arm weakness or numbness, or with known narrowing of neck arteries: ask a health professional first.',
    stopWhen: STOP_AT_PAIN,
  },
  chest_doorway_stretch: {
    kind: SelfCareKind.STRETCH,
    title: 'Chest stretch in a doorway',
    mayHelp: 'May help after long sitting, when chest and shoulders feel drawn forward.',
    steps: [
      'Stand in a doorway with one forearm on the frame, the elbow a little below the shoulder.',
      'Step forward with the foot of the same side until you feel a mild stretch across the chest.',
      'Stay for 20 to 30 seconds and breathe calmly.',
      'Step back and change sides.',
    ],
    howOften: 'Twice on each side, once a day.',
    notFor:
      'Not with a shoulder that has come out of joint before, and not after surgery or an injury of shoulder or chest, until a health professional agrees.',
    stopWhen: STOP_AT_PAIN,
  },
  low_back_knees_to_chest: {
    kind: SelfCareKind.STRETCH,
    title: 'Knees towards the chest',
    mayHelp: 'May help to ease a stiff lower back.',
    steps: [
      'Lie on your back on a mat with your knees bent and your feet on the floor.',
      'Draw one knee towards your chest with your hands behind the thigh, then the other.',
      'Stay for 20 seconds and breathe calmly.',
      'Put one foot down after the other.',
    ],
    howOften: 'Three times, once or twice a day.',
    notFor:
      'Not from the middle of a pregnancy on, not after recent surgery of back, hip or knee, and not with severe osteoporosis: ask a health professional first.',
    stopWhen: STOP_AT_PAIN,
  },
  calf_wall_stretch: {
    kind: SelfCareKind.STRETCH,
    title: 'Calf stretch at a wall',
    mayHelp: 'May help with tight calves after standing, walking or sport.',
    steps: [
      'Stand facing a wall with both hands on it and one leg behind the other.',
      'Keep the back heel on the floor and the back knee straight, and bend the front knee until you feel a mild stretch.',
      'Stay for 20 to 30 seconds.',
      'Change legs.',
    ],
    howOften: 'Twice on each side, once a day.',
    notFor:
      'Not with a calf that is swollen, red, warm or newly painful: that needs a health professional the same day. Not after a recent injury of calf or Achilles tendon.',
    stopWhen: STOP_AT_PAIN,
  },
  desk_posture: {
    kind: SelfCareKind.POSTURE,
    title: 'Change of posture at the desk',
    mayHelp: 'May help to keep neck, shoulders and back from tiring in one position.',
    steps: [
      'Put the upper edge of the screen at about the height of your eyes, an arm’s length away.',
      'Sit back in the chair, with both feet on the floor and the forearms resting.',
      'Change your position every half hour: stand up, walk a few steps, roll your shoulders.',
    ],
    howOften: 'Through the working day. The next posture is the best one: no posture is right for hours.',
    notFor: 'With a prescribed brace or seat, follow what you were told about it.',
    stopWhen: STOP_AT_PAIN,
  },
  side_lying_rest: {
    kind: SelfCareKind.POSTURE,
    title: 'Resting on the side with a pillow',
    mayHelp: 'May help to find a comfortable position for the lower back and the hips at night.',
    steps: [
      'Lie on your side with your knees bent.',
      'Put a pillow between your knees, and one under the head that keeps your neck level.',
      'Hug a third pillow if the upper shoulder sinks forward.',
    ],
    howOften: 'Every night, as long as it is comfortable.',
    notFor: 'Not on a hip or shoulder that was operated on, until a health professional agrees.',
    stopWhen: STOP_AT_PAIN,
  },
  muscle_relaxation: {
    kind: SelfCareKind.RELAXATION,
    title: 'Tense and let go',
    mayHelp: 'May help to notice tension and to wind down, for instance before sleep.',
    steps: [
      'Lie or sit comfortably.',
      'Tense one group of muscles gently for 5 seconds: hands, arms, shoulders, face, belly, legs, feet, one after the other.',
      'Let go for 15 seconds and notice the difference.',
      'Rest for a minute at the end before you get up slowly.',
    ],
    howOften: 'Once a day, ten minutes.',
    notFor:
      'Leave out parts that are injured, operated on or in cramp. With high blood pressure that is not under control, ask a health professional first.',
    stopWhen: 'Stop when a muscle cramps or hurts, and leave that part out.',
  },
  quiet_pause: {
    kind: SelfCareKind.RELAXATION,
    title: 'A quiet pause',
    mayHelp: 'May help to carry the calm of a session into the day.',
    steps: [
      'Put the telephone away and sit or lie where nobody needs you for ten minutes.',
      'Let your jaw, shoulders and hands grow heavy.',
      'Listen to quiet music, or to nothing at all.',
    ],
    howOften: 'Once a day, for instance after work.',
    notFor: 'Not while driving or watching over somebody.',
    stopWhen: 'Stop when being quiet makes you uneasy, and do something else that is good for you.',
  },
  mindful_attention: {
    kind: SelfCareKind.MEDITATION,
    title: 'Five minutes of attention',
    mayHelp: 'May help with stress and restlessness when it is practised regularly.',
    steps: [
      'Sit upright and comfortable, with open or closed eyes.',
      'Bring your attention to the feeling of the breath, or of your feet on the floor.',
      'When thoughts take you away, notice it kindly and come back.',
      'Open your eyes after five minutes, and stretch.',
    ],
    howOften: 'Once a day; five minutes are enough to begin with.',
    notFor:
      'With a history of trauma, panic or psychosis, begin with guidance from a health professional. Not while driving.',
    stopWhen: 'Stop when memories or feelings become too much, look around the room, and talk to somebody you trust.',
  },
  belly_breathing: {
    kind: SelfCareKind.BREATHING,
    title: 'Breathing into the belly',
    mayHelp: 'May help to calm down and to loosen the ribs and the upper back.',
    steps: [
      'Lie on your back or sit leaning back, with one hand on the belly.',
      'Breathe in gently through the nose and let the hand rise.',
      'Breathe out a little longer than in, without pressing.',
      'Go on for three to five minutes in your own rhythm, and never hold your breath.',
    ],
    howOften: 'Once or twice a day.',
    notFor:
      'With a disease of lungs or heart, and after surgery of chest or belly, ask a health professional first. Sit rather than lie in the second half of a pregnancy.',
    stopWhen: STOP_AT_UNEASE,
  },
  warm_bath: {
    kind: SelfCareKind.WARM_BATH,
    title: 'Warm bath',
    mayHelp: 'May help to relax and to ease muscle soreness after a session.',
    steps: [
      'Run the water comfortably warm, at about body temperature (36 to 38 °C), and try it with the elbow.',
      'Stay in for 10 to 15 minutes, and not alone in the house if you have felt faint before.',
      'Get up slowly, drink a glass of water, and rest for a while.',
    ],
    howOften: 'At most once a day.',
    notFor:
      'Not with fever, an open wound, a fresh injury or swelling, a blood clot, after alcohol or sedatives, or where you do not feel warmth well. In pregnancy, and with heart disease, high or low blood pressure, lymphoedema or multiple sclerosis, ask a health professional first.',
    stopWhen: 'Get out, slowly, when you feel dizzy, faint, unwell or too hot.',
  },
  drink_to_thirst: {
    kind: SelfCareKind.HYDRATION,
    title: 'Drinking through the day',
    mayHelp: 'May help you to feel well through the day. It is not needed to "wash out" anything after a massage.',
    steps: [
      'Keep water or unsweetened tea within reach.',
      'Drink when you are thirsty, and a glass with each meal.',
      'Drink more in heat and after sport.',
    ],
    howOften: 'Through the day.',
    notFor:
      'With a disease of heart, kidneys or liver, or where a health professional has limited how much you drink, keep to that amount.',
    stopWhen: 'Ask a health professional about lasting thirst, swelling, or very little or very dark urine.',
  },
} as const satisfies Readonly<Record<string, SelfCareItem>>;

export type SelfCareItemId = keyof typeof SELF_CARE_LIBRARY;

export const SELF_CARE_ITEM_IDS = Object.keys(SELF_CARE_LIBRARY) as SelfCareItemId[];
