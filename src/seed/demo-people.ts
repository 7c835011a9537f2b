import { QuestionKind } from '../modules/intake-notes/domain/index.js';
import type { Answer, Answers } from '../modules/intake-notes/domain/index.js';
import { BodyRegion, BodySide } from '../modules/practices/domain/index.js';
import type { BodySite } from '../modules/practices/domain/index.js';

const { MULTI_CHOICE, CHOICE, SCALE, TEXT, YES_NO, BODY_MAP, DATE } = QuestionKind;

const among = (...options: string[]): Answer => ({ kind: MULTI_CHOICE, options });
const one = (option: string): Answer => ({ kind: CHOICE, option });
const scale = (value: number): Answer => ({ kind: SCALE, value });
const words = (text: string): Answer => ({ kind: TEXT, text });
const places = (...sites: BodySite[]): Answer => ({ kind: BODY_MAP, sites });
const yes = (detail: string): Answer => ({ kind: YES_NO, yes: true, detail });
const on = (date: string): Answer => ({ kind: DATE, date });
const at = (region: BodyRegion, side = BodySide.BOTH): BodySite => ({ region, side });

export interface DemoPlan {
  readonly goal: string;
  readonly season?: string;
  readonly remarks: string;
}

/** A client as the demo tells of one; several clients are like each. */
export interface DemoPerson {
  /** To the default form; what is left out is answered with no. `daysAgo` gives a date as seen from the first visit. */
  readonly answers: (daysAgo: (days: number) => string) => Answers;
  /** Where it is tense, with how much pain at the first visit, from 0 to 10. */
  readonly finding: BodySite;
  readonly pain: number;
  /** Of the self-care library. */
  readonly selfCare: readonly string[];
  readonly plan?: DemoPlan;
}

const LOW_BACK: DemoPerson = {
  answers: () => ({
    aims: among('pain', 'flexibility'),
    aims_in_words: words('My lower back aches when I have sat for an hour.'),
    pain: scale(6),
    pressure: scale(3),
    conditions: among('low_back_pain'),
    focus_areas: places(at(BodyRegion.LOWER_BACK)),
  }),
  finding: at(BodyRegion.LOWER_BACK),
  pain: 6,
  selfCare: ['low_back_knees_to_chest', 'desk_posture'],
  plan: { goal: 'CHRONIC_NECK_OR_LOW_BACK_PAIN', remarks: 'Mornings suit best; wants to sit through a film again.' },
};

const NECK: DemoPerson = {
  answers: () => ({
    aims: among('muscle_tension', 'posture'),
    aims_in_words: words('Stiff neck from screen work, worst in the evening.'),
    pain: scale(5),
    pressure: scale(4),
    conditions: among('neck_pain', 'tension_headache'),
    blood_pressure: one('controlled'),
    focus_areas: places(at(BodyRegion.NECK), at(BodyRegion.SHOULDER)),
  }),
  finding: at(BodyRegion.NECK),
  pain: 5,
  selfCare: ['neck_side_stretch', 'desk_posture'],
  plan: { goal: 'HEADACHE_OR_MIGRAINE', remarks: 'Keeps a headache diary.' },
};

const RUNNER: DemoPerson = {
  answers: (daysAgo) => ({
    aims: among('muscle_recovery', 'flexibility'),
    aims_in_words: words('I run a half marathon in spring and my right calf tightens.'),
    pain: scale(4),
    pressure: scale(4),
    surgery: yes('Meniscus, right knee'),
    surgery_on: on(daysAgo(30)),
    surgery_where: places(at(BodyRegion.KNEE, BodySide.RIGHT)),
    focus_areas: places(at(BodyRegion.LOWER_LEG, BodySide.RIGHT)),
  }),
  finding: at(BodyRegion.LOWER_LEG, BodySide.RIGHT),
  pain: 4,
  selfCare: ['calf_wall_stretch', 'drink_to_thirst'],
  plan: { goal: 'RECOVERY_OR_SPORT', season: 'IN_SEASON', remarks: 'Half marathon in spring.' },
};

const EXPECTING: DemoPerson = {
  answers: (daysAgo) => ({
    aims: among('stress', 'sleep'),
    aims_in_words: words('I sleep badly and my back feels heavy.'),
    pain: scale(3),
    pressure: scale(2),
    pregnancy: one('pregnant'),
    due_on: on(daysAgo(-120)),
    sensitive_areas: places(at(BodyRegion.ABDOMEN, BodySide.CENTRE)),
  }),
  finding: at(BodyRegion.UPPER_BACK),
  pain: 3,
  selfCare: ['side_lying_rest', 'belly_breathing'],
};

const BLOOD_THINNER: DemoPerson = {
  answers: () => ({
    aims: among('muscle_tension'),
    pain: scale(4),
    pressure: scale(2),
    medicines: among('anticoagulant'),
    medicines_named: words('Apixaban, twice a day'),
    allergies: among('nut'),
    allergies_named: words('Almond oil; jojoba is fine'),
    focus_areas: places(at(BodyRegion.SHOULDER)),
  }),
  finding: at(BodyRegion.SHOULDER, BodySide.LEFT),
  pain: 4,
  selfCare: ['drink_to_thirst', 'muscle_relaxation'],
};

const CALM: DemoPerson = {
  answers: () => ({
    aims: among('stress', 'mood'),
    aims_in_words: words('An hour without the telephone.'),
    pain: scale(1),
    pressure: scale(3),
    conditions: among('none'),
  }),
  finding: at(BodyRegion.UPPER_BACK),
  pain: 2,
  selfCare: ['mindful_attention', 'warm_bath'],
  plan: { goal: 'WELLNESS', remarks: 'Once a month is enough.' },
};

export const DEMO_PEOPLE: readonly DemoPerson[] = [LOW_BACK, NECK, RUNNER, EXPECTING, BLOOD_THINNER, CALM];
