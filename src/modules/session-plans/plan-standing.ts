import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { localDate } from '../scheduling/domain/index.js';
import { dueState, nextDueAt, PlanStatus } from './domain/index.js';
import type { DueIntervals, DueState } from './domain/index.js';
import { readOpeningCalendars } from './storage/opening-calendars.js';
import { readPlanFacts } from './storage/plan-facts.js';
import type { PlanFacts } from './storage/plan-facts.js';
import type { PlanRow } from './storage/session-plans.js';

/** Where a plan stands at this moment, by the visits and the clinic's calendar: nothing of it is kept. Dates are YYYY-MM-DD. */
export interface PlanStanding extends PlanFacts {
  /** By the plan's clinic. */
  readonly today: string;
  /** The clinic's, an IANA name. */
  readonly zone: string;
  readonly intervals: DueIntervals;
  /** All records of the plan's client. */
  readonly records: readonly string[];
  /** Of an active plan. */
  readonly nextDueOn: string | null;
  readonly dueState: DueState | null;
}

/**
 * How the plans stand, in three statements whatever their number. It is worked out at each reading, so that a visit that
 * was completed, taken back, moved or merged, and a closure, count at once (docs/decisions/0028).
 */
export async function standingOf(tx: Tx, plans: readonly PlanRow[]): Promise<Map<string, PlanStanding>> {
  if (plans.length === 0) return new Map();
  const [people, calendars] = await Promise.all([
    recordsOfPeople(tx, [...new Set(plans.map(({ clientId }) => clientId))]),
    readOpeningCalendars(
      tx,
      plans.map(({ clinicId }) => clinicId),
    ),
  ]);
  const recordsOf = ({ clientId }: PlanRow): string[] => people.get(clientId)!;
  const wanted = plans.map((plan) => ({ planId: plan.id, records: recordsOf(plan) }));
  const facts = await readPlanFacts(tx, wanted);
  const clinics = new Map(
    [...calendars].map(([id, calendar]) => {
      const { zone, lead, nudge } = calendar;
      const today = localDate(zone, tx.now.getTime());
      return [id, { zone, today, intervals: { lead, nudge }, dueAt: nextDueAt(calendar) }];
    }),
  );
  return new Map(
    plans.map((plan) => {
      const { dueAt, ...clinic } = clinics.get(plan.clinicId)!;
      const known = facts.get(plan.id)!;
      return [plan.id, { ...known, ...clinic, records: recordsOf(plan), ...dueOf(plan, known, { ...clinic, dueAt }) }];
    }),
  );
}

function dueOf(
  { status, interval, liveFrom }: PlanRow,
  { lastSessionOn, upcomingId }: PlanFacts,
  { today, intervals, dueAt }: Pick<PlanStanding, 'today' | 'intervals'> & { dueAt: ReturnType<typeof nextDueAt> },
): Pick<PlanStanding, 'nextDueOn' | 'dueState'> {
  if (status !== PlanStatus.ACTIVE || liveFrom === null) return { nextDueOn: null, dueState: null };
  const nextDueOn = dueAt({ interval, lastSessionOn, liveFrom });
  return { nextDueOn, dueState: dueState({ dueOn: nextDueOn, today, intervals, hasVisitToCome: upcomingId !== null }) };
}
