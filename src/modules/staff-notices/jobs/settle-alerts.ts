import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { AcknowledgeAlert } from '../acknowledge-alert.js';
import { standingAbout } from '../storage/alerts.js';
import { findTask } from '../storage/tasks.js';

/** An alert is over once somebody has done one of its tasks: they have looked. */
@Injectable()
export class SettleAlerts implements FactSubscriber {
  readonly name = 'staff-notices.settle-alerts';
  readonly facts = ['follow_up.done'];

  async handle(tx: Tx, { payload }: Fact): Promise<void> {
    const task = await findTask(tx, payload['followUpId']!);
    if (!task?.isDone) return;
    for (const id of await standingAbout(tx, task.subjectId, task.kind)) await AcknowledgeAlert.within(tx, id, null);
  }
}
