import { dateOfDay, dayOfDate } from '../../scheduling/domain/index.js';
import { addInterval, DueState } from '../../session-plans/domain/index.js';
import type { Interval } from '../../session-plans/domain/index.js';

/** DOMAIN.md, Session plan: one reminder for a due date, then one nudge. */
export type ReminderStep = 'first' | 'nudge';

/** Why no reminder goes to a client now, as the front desk may know it: a label where screening is the reason, and never more. */
export enum NoReminderReason {
  VISIT_BOOKED = 'visit_booked',
  /** A visit of the last day was neither completed nor marked as missed. */
  VISIT_OPEN = 'visit_open',
  /** Somebody is to speak to the client about how they are first. */
  OPEN_TASK = 'open_task',
  /** The person has a plan that was begun later, since two records of theirs were merged. */
  OTHER_PLAN = 'other_plan',
  /** Screening allows no visit now. */
  NOT_NOW = 'not_now',
  OPTED_OUT = 'opted_out',
  /** Nobody has asked whether the client wants reminders. */
  NEVER_ASKED = 'never_asked',
  NO_ADDRESS = 'no_address',
  /** The client was overdue for so long when the plan came in that a reminder would be out of place. */
  LONG_OVERDUE = 'long_overdue',
}

/** How long before the due date, and after it, a client is written to; both in days. */
export interface RecallIntervals {
  readonly lead: Interval;
  readonly nudge: Interval;
}

/** A live plan on a date. Dates are YYYY-MM-DD of its clinic's calendar. */
export interface RecallInput {
  readonly today: string;
  readonly dueOn: string;
  /** Where it stands by the calendar and the visits alone. */
  readonly dueState: DueState;
  readonly intervals: RecallIntervals;
  /** When the plan became known to us: one that was brought from elsewhere may have been due long before. */
  readonly knownOn: string;
  /** The days for which reminders for this due date were planned; null: none was. */
  readonly planned: Readonly<Record<ReminderStep, string | null>>;
  /** What stands against writing to the client today. */
  readonly hindrance: NoReminderReason | null;
}

export interface Recall {
  /** As the recall list has it: a plan lapses once its reminders had their time, also where those came late. */
  readonly state: DueState;
  /** To be planned now. */
  readonly step: ReminderStep | null;
  /** Of a client who is due, or booked, and is not written to. */
  readonly reason: NoReminderReason | null;
}

const TO_COME = [DueState.DUE, DueState.OVERDUE, DueState.LAPSED];

/** What is to be done about a live plan (DOMAIN.md, Session plan and session-frequency reminder). */
export function recallOf(input: RecallInput): Recall {
  const state = listedState(input);
  if (state === DueState.BOOKED) return { state, step: null, reason: NoReminderReason.VISIT_BOOKED };
  if (!TO_COME.includes(state)) return { state, step: null, reason: null };
  const next = nextStep(input);
  const reason = input.hindrance ?? (next === 'first' && isLongOverdue(input) ? NoReminderReason.LONG_OVERDUE : null);
  const isTime = next !== null && stepFrom(next, input) <= input.today;
  return { state, step: isTime && reason === null ? next : null, reason };
}

/**
 * The next date on which something about the plan changes by time alone, given what is planned by now, or null where only
 * something that happens can change it. Visits that are booked or open end at an instant, which the caller knows.
 */
export function nextLookOn(input: RecallInput): string | null {
  const { today, dueOn, dueState, intervals } = input;
  if (dueState === DueState.NOT_DUE) return minusDays(dueOn, intervals.lead);
  if (dueState === DueState.BOOKED) return null;
  const { state, reason } = recallOf(input);
  const step = nextStep(input);
  const dates = [
    dayAfter(dueOn),
    dayAfter(lapsesAfter(input)),
    ...(step === null || reason === NoReminderReason.LONG_OVERDUE ? [] : [stepFrom(step, input)]),
    // A verdict may change with the date. The others end with something that is told; asked once a day all the same while it matters.
    ...(reason === NoReminderReason.NOT_NOW || (input.hindrance !== null && state !== DueState.LAPSED)
      ? [dayAfter(today)]
      : []),
  ];
  return dates.filter((date) => date > today).sort()[0] ?? null;
}

/** From which date on a step may go out. */
function stepFrom(step: ReminderStep, { dueOn, intervals, planned }: RecallInput): string {
  return step === 'first' ? minusDays(dueOn, intervals.lead) : nudgeFrom(dueOn, intervals, planned);
}

/** After the due date, and never sooner after the first reminder, which may have been late. */
const nudgeFrom = (dueOn: string, { nudge }: RecallIntervals, { first }: RecallInput['planned']): string =>
  addInterval(first !== null && first > dueOn ? first : dueOn, nudge);

function nextStep({ planned }: RecallInput): ReminderStep | null {
  if (planned.first === null) return 'first';
  return planned.nudge === null ? 'nudge' : null;
}

const lapsesAfter = ({ dueOn, intervals, planned }: RecallInput): string =>
  planned.nudge ?? nudgeFrom(dueOn, intervals, planned);

function listedState(input: RecallInput): DueState {
  const isLate = input.dueState === DueState.LAPSED && input.today <= lapsesAfter(input);
  return isLate ? DueState.OVERDUE : input.dueState;
}

/** It would have lapsed before anybody here knew of it (DOMAIN.md: imported clients who are long overdue only appear on the list). */
const isLongOverdue = ({ dueOn, intervals, knownOn }: RecallInput): boolean =>
  addInterval(dueOn, intervals.nudge) < knownOn;

const dayAfter = (date: string): string => dateOfDay(dayOfDate(date) + 1);

function minusDays(date: string, days: Interval): string {
  const match = /^P(\d+)D$/.exec(days);
  if (!match) throw new RangeError(`Not a number of days: ${days}`);
  return dateOfDay(dayOfDate(date) - Number(match[1]));
}
