import { Trend } from './answer.js';
import type { CheckInAnswer } from './answer.js';
import type { CheckInSettings } from './settings.js';

/** What becomes of an answer, from the mildest to the gravest. */
export enum Triage {
  EXPECTED = 'expected',
  WATCH = 'watch',
  FOLLOW_UP = 'follow_up',
  REFER = 'refer',
  EMERGENCY = 'emergency',
}

const RISING: readonly Triage[] = Object.values(Triage);

/** Whether the first is graver than the second, or as grave. */
export const isAtLeast = (triage: Triage, than: Triage): boolean => RISING.indexOf(triage) >= RISING.indexOf(than);

/** Those from `watch` on: what a plan counts. */
export const TO_WATCH: readonly Triage[] = RISING.filter((triage) => isAtLeast(triage, Triage.WATCH));

export interface TriageInput {
  readonly answer: CheckInAnswer;
  /** From the end of the session to the answer, not to the message. */
  readonly elapsedHours: number;
  /** Soreness in the answer before, of the same check-in; null where this is the first. */
  readonly previousSoreness: number | null;
}

type When = (input: TriageInput, settings: CheckInSettings) => boolean;

const isFrom = (soreness: number | null, from: number): boolean => soreness !== null && soreness >= from;

const isSore = ({ answer }: TriageInput, { soreFrom }: CheckInSettings): boolean => isFrom(answer.soreness, soreFrom);

const isRisen: When = ({ answer, previousSoreness }, { riseFrom }) =>
  previousSoreness !== null && isFrom(answer.soreness, previousSoreness + riseFrom);

/** DOMAIN.md, Soreness check-in: the first row of which something matches is the outcome. */
const TABLE: readonly (readonly [Triage, readonly When[]])[] = [
  [Triage.EMERGENCY, [({ answer }) => answer.redFlags.length > 0]],
  [Triage.REFER, [(input, s) => isSore(input, s) && input.elapsedHours >= s.referAfterHours]],
  [
    Triage.FOLLOW_UP,
    [
      ({ answer }, { followUpFrom }) => isFrom(answer.soreness, followUpFrom),
      isRisen,
      ({ answer }) => answer.bruising === true,
      (input, s) => isSore(input, s) && input.elapsedHours >= s.followUpAfterHours,
      ({ answer }) => answer.wantsCall,
      ({ answer }) => answer.otherSymptom,
    ],
  ],
  [
    Triage.WATCH,
    [
      ({ answer }, { watchFrom }) => isFrom(answer.soreness, watchFrom),
      ({ answer }) => answer.trend === Trend.WORSE,
      (input, s) => isSore(input, s) && input.elapsedHours >= s.watchAfterHours,
    ],
  ],
];

/** Total, and monotone: a worse answer, or the same one later, never has a milder outcome. */
export function triageOf(input: TriageInput, settings: CheckInSettings): Triage {
  const row = TABLE.find(([, reasons]) => reasons.some((when) => when(input, settings)));
  return row?.[0] ?? Triage.EXPECTED;
}

/** Whether the therapist is shown one step less pressure for the next time. */
export const suggestsLessPressure = (triage: Triage): boolean => isAtLeast(triage, Triage.FOLLOW_UP);
