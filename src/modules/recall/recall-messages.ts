import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';

import type { Composed, MessageSource, MessageToSend, NotSent, NotSentReason } from '../messaging/index.js';
import { DueState } from '../session-plans/domain/index.js';
import { plansById } from '../session-plans/index.js';
import { AssessPlans } from './assess-plans.js';
import type { AssessedPlan } from './assess-plans.js';
import { NoReminderReason } from './domain/index.js';
import type { ReminderStep } from './domain/index.js';
import { readVersion } from './message-version.js';
import { standingAttempt, withdrawReminder } from './storage/reminders.js';
import type { Reminder } from './storage/reminders.js';

/** How long the link of a reminder books. */
const LINK_DAYS = 30;

/** What the ledger says of a reminder that is not sent. Whether the client agreed, and can be reached, is the ledger's own question. */
const NOT_SENT: Partial<Record<NoReminderReason, NotSentReason>> = {
  [NoReminderReason.VISIT_BOOKED]: 'visit_booked',
  [NoReminderReason.VISIT_OPEN]: 'visit_booked',
  [NoReminderReason.OPEN_TASK]: 'open_task',
  [NoReminderReason.NOT_NOW]: 'not_now',
  [NoReminderReason.OTHER_PLAN]: 'superseded',
};

/** Says whether a reminder that was planned is still the truth when it is about to go out. */
@Injectable()
export class RecallMessages implements MessageSource {
  readonly kinds = ['recall_reminder'] as const;

  constructor(private readonly assessPlans: AssessPlans) {}

  async compose(tx: Tx, { subjectId: planId, version, step, attempt }: MessageToSend): Promise<Composed | NotSent> {
    const about = aboutOf({ planId, step, version });
    if ((await standingAttempt(tx, about)) !== about.attempt) return { send: false, reason: 'superseded' };
    const assessed = (await this.assessPlans.execute(tx, await plansById(tx, [planId]))).get(planId);
    const reason = whyNot(assessed, about);
    if (reason === null) {
      const text = step === 'nudge' ? { variant: 'nudge' } : {};
      return { send: true, ...text, link: { purpose: 'book', subjectId: planId, days: LINK_DAYS } };
    }
    // What may have been sent by a worker that died has been had: another one could be the second.
    if (attempt === 1) withdrawReminder(tx, about);
    return { send: false, reason };
  }

  /** A STOP that is taken back, say, finds the plan with this reminder still to come. */
  async unreached(tx: Tx, { subjectId: planId, version, step, attempt }: MessageToSend): Promise<void> {
    const about = aboutOf({ planId, step, version });
    const isStanding = (await standingAttempt(tx, about)) === about.attempt;
    if (isStanding && attempt === 1) withdrawReminder(tx, about);
  }
}

const aboutOf = ({ planId, step, version }: { planId: string; step: string; version: string }) => ({
  ...{ planId, step: step as ReminderStep },
  ...readVersion(version),
});

function whyNot(assessed: AssessedPlan | undefined, { dueOn }: Pick<Reminder, 'dueOn'>): NotSentReason | null {
  const isDue = assessed?.input.dueOn === dueOn && assessed.state !== DueState.NOT_DUE;
  if (!isDue) return 'plan_not_live';
  return (assessed.reason && NOT_SENT[assessed.reason]) ?? null;
}
