import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { Technique } from '../practices/domain/index.js';
import { localDate } from '../scheduling/domain/index.js';
import { ScreenVisit } from '../screening/index.js';
import { DueState } from '../session-plans/domain/index.js';
import { standingOf } from '../session-plans/index.js';
import type { PlanRow, PlanStanding } from '../session-plans/index.js';
import { NoReminderReason, recallOf } from './domain/index.js';
import type { Recall, RecallInput, ReminderStep } from './domain/index.js';
import { readRecallFacts } from './storage/recall-facts.js';
import type { RecallFacts } from './storage/recall-facts.js';
import { remindersOf } from './storage/reminders.js';
import type { PlannedReminder } from './storage/reminders.js';
import { lastVisits } from './storage/usual-visits.js';

/** How a live plan stands at this moment, with all that bears on reminding its client. */
export interface AssessedPlan extends Recall {
  readonly plan: PlanRow;
  readonly standing: PlanStanding;
  readonly input: RecallInput;
  /** Null while the client is not due. */
  readonly facts: RecallFacts | null;
  /** What was planned for this due date, withdrawn ones included; none while the client is not due. */
  readonly reminders: readonly PlannedReminder[];
  /** By which channel the client is reminded; null where a reason says why not. */
  readonly channel: 'email' | 'sms' | null;
}

/** Screened where nobody knows the client's usual service: the mildest there is. */
const MILDEST = { technique: Technique.SWEDISH, pressure: { min: 1, max: 1 } };

/** Asks the truth about plans: the sweep, the list and the message that is about to go out all go by this. */
@Injectable()
export class AssessPlans {
  constructor(private readonly screenVisit: ScreenVisit) {}

  /**
   * By plan, in as many statements for many as for one. Left out are plans that are not live and those of archived clients: they are on
   * no list and nobody is written to.
   */
  async execute(tx: Tx, plans: readonly PlanRow[]): Promise<Map<string, AssessedPlan>> {
    const standing = await standingOf(tx, plans);
    const live = plans.flatMap((plan) => {
      const own = standing.get(plan.id)!;
      const { nextDueOn: dueOn, dueState, isArchived } = own;
      return isArchived || dueOn === null || dueState === null ? [] : [{ plan, standing: own, dueOn, dueState }];
    });
    const near = live.filter(({ dueState }) => dueState !== DueState.NOT_DUE);
    const wanted = near.map(({ plan, standing: { clientId, records }, dueOn }) => {
      return { planId: plan.id, clientId, records, dueOn };
    });
    const [facts, reminders] = await Promise.all([readRecallFacts(tx, wanted), remindersOf(tx, wanted)]);
    const notNow = await this.notNow(
      tx,
      near.filter(({ plan }) => facts.get(plan.id)!.hasAnswers),
    );
    return new Map(
      live.map((one) => {
        const { id } = one.plan;
        const known = { facts: facts.get(id) ?? null, reminders: reminders.get(id) ?? [], notNow: notNow.has(id) };
        return [id, assessed(one, known)];
      }),
    );
  }

  /** The plans whose clients screening allows no visit of their usual service on the day on which they are due. */
  private async notNow(tx: Tx, asked: readonly Standing[]): Promise<Set<string>> {
    if (asked.length === 0) return new Set();
    const wanted = asked.map(({ plan, standing: { records } }) => ({ planId: plan.id, records }));
    const usual = await lastVisits(tx, wanted, 1);
    const screened = await this.screenVisit.ofClients(
      tx,
      asked.map(({ plan, standing: { clientId, today }, dueOn }) => {
        const [{ technique, pressure }] = [...usual.get(plan.id)!, MILDEST] as [typeof MILDEST];
        return { clientId, treatment: { technique, pressure }, date: dueOn > today ? dueOn : today };
      }),
    );
    const isBarred = (index: number): boolean => ['defer', 'emergency'].includes(screened[index]!.level);
    return new Set(asked.filter((_, index) => isBarred(index)).map(({ plan }) => plan.id));
  }
}

interface Standing {
  readonly plan: PlanRow;
  readonly standing: PlanStanding;
  readonly dueOn: string;
  readonly dueState: DueState;
}

interface Known extends Pick<AssessedPlan, 'facts' | 'reminders'> {
  readonly notNow: boolean;
}

function assessed({ plan, standing, dueOn, dueState }: Standing, { facts, reminders, notNow }: Known): AssessedPlan {
  const { today, intervals, zone } = standing;
  const channel = facts && channelOf(facts);
  const input: RecallInput = {
    ...{ today, dueOn, dueState, intervals },
    knownOn: facts ? localDate(zone, facts.knownAt.getTime()) : today,
    planned: { first: goesOn(reminders, 'first'), nudge: goesOn(reminders, 'nudge') },
    hindrance: facts && hindranceOf(facts, channel, notNow),
  };
  return { plan, standing, input, facts, reminders, channel, ...recallOf(input) };
}

const goesOn = (reminders: readonly PlannedReminder[], step: ReminderStep): string | null =>
  reminders.find((reminder) => reminder.step === step && !reminder.withdrawn)?.goesOn ?? null;

/** E-mail, which costs nobody anything, before SMS; none that the client has stopped. */
function channelOf(facts: RecallFacts): AssessedPlan['channel'] {
  const { email, hasEmail, emailStopped, sms, hasPhone, smsStopped } = facts;
  if (email && hasEmail && !emailStopped) return 'email';
  return sms && hasPhone && !smsStopped ? 'sms' : null;
}

const hasStopped = ({ email, emailStopped, sms, smsStopped }: RecallFacts): boolean =>
  (email === true && emailStopped) || (sms === true && smsStopped);

/** What the client has said comes before what passes: it is what the desk can do least about. */
function hindranceOf(facts: RecallFacts, channel: AssessedPlan['channel'], notNow: boolean): NoReminderReason | null {
  const { email, sms, openUntil, hasOpenTask, hasLaterPlan } = facts;
  if (hasLaterPlan) return NoReminderReason.OTHER_PLAN;
  if (channel === null) {
    if (hasStopped(facts)) return NoReminderReason.OPTED_OUT;
    if (email === true || sms === true) return NoReminderReason.NO_ADDRESS;
    return email === null && sms === null ? NoReminderReason.NEVER_ASKED : NoReminderReason.OPTED_OUT;
  }
  if (openUntil) return NoReminderReason.VISIT_OPEN;
  if (hasOpenTask) return NoReminderReason.OPEN_TASK;
  return notNow ? NoReminderReason.NOT_NOW : null;
}
