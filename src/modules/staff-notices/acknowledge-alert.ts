import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { callOffMessages } from '../messaging/index.js';
import { acknowledge, findAlert } from './storage/alerts.js';
import type { Alert } from './storage/alerts.js';

/** Somebody takes an alert: the next persons are not called any more. */
@Injectable()
export class AcknowledgeAlert {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound`. An alert that was taken stays with whoever was first. */
  execute(actor: StaffActor, id: string): Promise<Alert> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        await findAlert(tx, id);
        await AcknowledgeAlert.within(tx, id, actor.membershipId);
        return findAlert(tx, id);
      },
      { idOf: (alert) => alert.id, again: findAlert },
    );
  }

  /** By `membershipId`, or by nobody where there is nothing left to do. */
  static async within(tx: Tx, id: string, membershipId: string | null): Promise<void> {
    if (!(await acknowledge(tx, id, membershipId))) return;
    callOffMessages(tx, { kinds: ['staff_alert'], subjectIds: [id], reason: 'already_answered' });
    tx.record({ action: 'alert.acknowledged', subjectIds: membershipId === null ? [id] : [id, membershipId] });
    tx.emit('alert.acknowledged', { alertId: id });
  }
}
