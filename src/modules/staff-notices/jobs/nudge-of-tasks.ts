import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { planMessages } from '../../messaging/index.js';
import type { PlannedMessage } from '../../messaging/index.js';
import { NUDGE_BEFORE_MS } from '../domain/index.js';
import { managementOf } from '../storage/on-call.js';
import { findTask } from '../storage/tasks.js';

/**
 * A task that is left undone: its therapist is told shortly before it is due, and the management once it is overdue (DOMAIN.md,
 * Soreness check-in). Both are planned when it is opened, or brought forward, and not sent once it is done.
 */
@Injectable()
export class NudgeOfTasks implements FactSubscriber {
  readonly name = 'staff-notices.nudge-of-tasks';
  readonly facts = ['follow_up.opened', 'follow_up.brought_forward'];

  async handle(tx: Tx, { payload }: Fact): Promise<void> {
    const task = await findTask(tx, payload['followUpId']!);
    if (!task?.clinicId || task.isDone) return;
    const { id, dueAt, clinicId, membershipId, openedAt } = task;
    const nudge = (step: string, to: string, at: Date): PlannedMessage => ({
      ...{ kind: 'staff_nudge', subjectId: id, version: dueAt.toISOString(), step, channel: 'email' },
      ...{ to: { membershipId: to }, clinicId, dueAt: at, usefulUntil: null },
    });
    const soon = new Date(dueAt.getTime() - NUDGE_BEFORE_MS);
    const overdue = (await managementOf(tx)).map((manager) => nudge('task-overdue', manager, dueAt));
    planMessages(tx, membershipId && soon > openedAt ? [nudge('task-soon', membershipId, soon), ...overdue] : overdue);
  }
}
