import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { planMessages } from '../messaging/index.js';
import type { PlannedMessage } from '../messaging/index.js';
import { addInterval } from '../session-plans/domain/index.js';
import { plansById } from '../session-plans/index.js';
import { AssessPlans } from './assess-plans.js';
import type { AssessedPlan } from './assess-plans.js';
import { nextLookOn, reminderMoment, startOfDate } from './domain/index.js';
import type { RecallInput } from './domain/index.js';
import { versionOf } from './message-version.js';
import { keepLooks } from './storage/recall-looks.js';
import type { Look } from './storage/recall-looks.js';
import { keepReminders } from './storage/reminders.js';
import type { Reminder } from './storage/reminders.js';

interface Planned {
  readonly reminder: Reminder;
  readonly message: PlannedMessage;
}

/** Looks at plans: plans the reminder that is due, and says how each stands and when to look again. */
@Injectable()
export class LookAtPlans {
  constructor(private readonly assessPlans: AssessPlans) {}

  /** The caller has taken them. */
  async execute(tx: Tx, planIds: readonly string[]): Promise<void> {
    if (planIds.length === 0) return;
    const assessed = await this.assessPlans.execute(tx, await plansById(tx, planIds));
    const planned = new Map([...assessed].flatMap(([id, one]) => (one.step ? [[id, plannedFor(tx, one)]] : [])));
    keepReminders(
      tx,
      [...planned.values()].map(({ reminder }) => reminder),
    );
    planMessages(
      tx,
      [...planned.values()].map(({ message }) => message),
    );
    keepLooks(
      tx,
      planIds.map((id) => lookOf(id, assessed.get(id), planned.get(id)?.reminder)),
    );
  }
}

function plannedFor(tx: Tx, { plan, standing, step, reminders, channel, input }: AssessedPlan): Planned {
  const { zone, intervals, clientId } = standing;
  const { at, on: goesOn } = reminderMoment(zone, tx.now.getTime());
  const attempt = (reminders.find((one) => one.step === step)?.attempt ?? 0) + 1;
  const reminder = { planId: plan.id, dueOn: input.dueOn, step: step!, attempt, goesOn };
  const useless = addInterval(goesOn > input.dueOn ? goesOn : input.dueOn, intervals.nudge);
  const message: PlannedMessage = {
    ...{ kind: 'recall_reminder', subjectId: plan.id, version: versionOf(reminder), step: step! },
    ...{ channel: channel!, to: { clientId }, clinicId: plan.clinicId, dueAt: new Date(at) },
    usefulUntil: new Date(startOfDate(zone, useless)),
  };
  return { reminder, message };
}

/** As the plan stands once what is planned now is planned. */
function lookOf(planId: string, assessed: AssessedPlan | undefined, reminder: Reminder | undefined): Look {
  if (!assessed) return { planId, lookAt: null, dueOn: null, state: null, reason: null };
  const { state, reason, standing, facts } = assessed;
  const input: RecallInput = reminder
    ? { ...assessed.input, planned: { ...assessed.input.planned, [reminder.step]: reminder.goesOn } }
    : assessed.input;
  const lookOn = nextLookOn(input);
  const moments = [
    ...(lookOn === null ? [] : [startOfDate(standing.zone, lookOn)]),
    ...[facts?.openUntil, facts?.upcomingEndsAt].flatMap((at) => (at ? [at.getTime()] : [])),
  ];
  const lookAt = moments.length > 0 ? new Date(Math.min(...moments)) : null;
  return { planId, lookAt, dueOn: input.dueOn, state, reason };
}
