import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { isUrgent } from '../../follow-ups/index.js';
import { planMessages } from '../../messaging/index.js';
import type { PlannedMessage } from '../../messaging/index.js';
import { callsOf } from '../domain/index.js';
import { insertAlert } from '../storage/alerts.js';
import { managementOf, onCallOf } from '../storage/on-call.js';
import { findTask } from '../storage/tasks.js';

/**
 * Calls whoever is on call when a task is opened that cannot wait, by SMS and e-mail and at any hour. All calls are planned at once;
 * those of the next persons are not sent once somebody has taken the alert. A second red flag while the first one's task is open raises
 * another alert, unless the first still calls.
 */
@Injectable()
export class RaiseAlert implements FactSubscriber {
  readonly name = 'staff-notices.raise-alert';
  readonly facts = ['follow_up.opened', 'follow_up.brought_forward'];

  async handle(tx: Tx, { payload }: Fact): Promise<void> {
    const task = await findTask(tx, payload['followUpId']!);
    if (!task?.clinicId || task.isDone || !isUrgent(task.kind)) return;
    const { clinicId, subjectId, kind } = task;
    const alert = await insertAlert(tx, { clinicId, subjectId, kind });
    if (!alert) return;
    const onCall = (await onCallOf(tx, [clinicId])).get(clinicId)!.map(({ membershipId }) => membershipId);
    const calls = callsOf(onCall, await managementOf(tx));
    const messages = calls.flatMap(({ membershipId, afterMs }) =>
      (['sms', 'email'] as const).map((channel): PlannedMessage => ({
        ...{ kind: 'staff_alert', subjectId: alert.id, version: 'raised', step: 'call', channel },
        ...{ to: { membershipId }, clinicId, dueAt: new Date(tx.now.getTime() + afterMs), usefulUntil: null },
      })),
    );
    planMessages(tx, messages);
    tx.record({ action: 'alert.raised', subjectIds: [alert.id, subjectId] });
    tx.emit('alert.raised', { alertId: alert.id, clinicId });
  }
}
