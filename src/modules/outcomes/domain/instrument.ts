/** What is measured (DOMAIN.md, Outcomes). Only scores are kept: the items of an instrument are not shipped. */
export enum Instrument {
  PAIN = 'pain',
  SORENESS = 'soreness',
  TENSION = 'tension',
  STRESS = 'stress',
  MOOD = 'mood',
  SLEEP_QUALITY = 'sleep_quality',
  RANGE_OF_MOTION = 'range_of_motion',
  PATIENT_SPECIFIC_FUNCTION = 'patient_specific_function',
  BACK_DISABILITY = 'back_disability',
  NECK_DISABILITY = 'neck_disability',
  GLOBAL_CHANGE = 'global_change',
}

export enum ScoreUnit {
  POINTS = 'points',
  PERCENT = 'percent',
  DEGREES = 'degrees',
}

/** How large a meaningful change is, of an instrument that tells sizes apart. */
export enum ChangeSize {
  SMALL = 'small',
  MEDIUM = 'medium',
  LARGE = 'large',
}

/** The least difference, in the instrument's unit, that counts as a change of this size; without one, as meaningful. */
export interface ChangeStep {
  readonly least: number;
  readonly size: ChangeSize | null;
}

export interface InstrumentGuide {
  readonly name: string;
  /** The short name it goes by in the literature, where it has one. */
  readonly abbreviation: string | null;
  readonly unit: ScoreUnit;
  /** Both included. Of range of motion each movement has its own maximum (`range-of-motion.ts`). */
  readonly min: number;
  readonly max: number;
  /** Scores are multiples of it. */
  readonly step: number;
  readonly better: 'lower' | 'higher';
  /** By rising size. Empty where DOMAIN.md knows no figure: then no change is called meaningful. */
  readonly meaningful: readonly ChangeStep[];
}

const FROM_0_TO_10 = { abbreviation: null, unit: ScoreUnit.POINTS, min: 0, max: 10, step: 1, meaningful: [] } as const;
const OF_100 = { unit: ScoreUnit.PERCENT, min: 0, max: 100, step: 1, better: 'lower' } as const;

/** No joint is accepted to move further, in degrees; each movement has a narrower range of its own. */
export const MOST_DEGREES = 210;

/** DOMAIN.md, Outcomes: names, ranges and meaningful change. */
export const INSTRUMENTS: Readonly<Record<Instrument, InstrumentGuide>> = {
  [Instrument.PAIN]: {
    ...FROM_0_TO_10,
    name: 'Pain',
    abbreviation: 'NPRS',
    better: 'lower',
    meaningful: [{ least: 2, size: null }],
  },
  // After a session, as check-ins ask for it: the same scale, of something that is expected and passes.
  [Instrument.SORENESS]: {
    ...FROM_0_TO_10,
    name: 'Soreness',
    abbreviation: 'NPRS',
    better: 'lower',
    meaningful: [{ least: 2, size: null }],
  },
  [Instrument.TENSION]: { ...FROM_0_TO_10, name: 'Tension', better: 'lower' },
  [Instrument.STRESS]: { ...FROM_0_TO_10, name: 'Stress', better: 'lower' },
  [Instrument.MOOD]: { ...FROM_0_TO_10, name: 'Mood', better: 'higher' },
  [Instrument.SLEEP_QUALITY]: { ...FROM_0_TO_10, name: 'Sleep quality', better: 'higher' },
  [Instrument.RANGE_OF_MOTION]: {
    name: 'Range of motion',
    abbreviation: 'ROM',
    unit: ScoreUnit.DEGREES,
    min: 0,
    max: MOST_DEGREES,
    step: 1,
    better: 'higher',
    meaningful: [],
  },
  [Instrument.PATIENT_SPECIFIC_FUNCTION]: {
    ...FROM_0_TO_10,
    name: 'Patient-specific function',
    abbreviation: 'PSFS',
    // The mean of the activities that the client has named.
    step: 0.1,
    better: 'higher',
    meaningful: [
      { least: 1.3, size: ChangeSize.SMALL },
      { least: 2.3, size: ChangeSize.MEDIUM },
      { least: 2.7, size: ChangeSize.LARGE },
    ],
  },
  [Instrument.BACK_DISABILITY]: {
    ...OF_100,
    name: 'Back disability',
    abbreviation: 'ODI',
    meaningful: [{ least: 12, size: null }],
  },
  [Instrument.NECK_DISABILITY]: {
    ...OF_100,
    name: 'Neck disability',
    abbreviation: 'NDI',
    meaningful: [{ least: 14, size: null }],
  },
  [Instrument.GLOBAL_CHANGE]: {
    name: 'Global rating of change',
    abbreviation: 'GRoC',
    unit: ScoreUnit.POINTS,
    min: -7,
    max: 7,
    step: 1,
    better: 'higher',
    // The rating is a change already; the difference of two ratings says nothing by itself.
    meaningful: [],
  },
};
