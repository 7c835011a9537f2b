import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Composed, MessageSource, MessageToSend, NotSent } from '../../messaging/index.js';
import { AlertLinks } from '../alert-links.js';
import { warningDue } from '../domain/index.js';
import { findAlert } from '../storage/alerts.js';
import { endingLicence } from '../storage/licences-ending.js';
import { findTask, noteToSign } from '../storage/tasks.js';

const ANSWERED: NotSent = { send: false, reason: 'already_answered' };

/** Knows whether what staff are told of still waits for them. */
@Injectable()
export class StaffMessages implements MessageSource {
  readonly kinds = ['staff_alert', 'staff_nudge', 'licence_warning'] as const;

  constructor(private readonly links: AlertLinks) {}

  compose(tx: Tx, message: MessageToSend): Promise<Composed | NotSent> {
    if (message.kind === 'staff_alert') return this.alert(tx, message);
    if (message.kind === 'licence_warning') return licence(tx, message);
    return message.step === 'note' ? note(tx, message) : task(tx, message);
  }

  private async alert(tx: Tx, { subjectId, membershipId }: MessageToSend): Promise<Composed | NotSent> {
    const alert = await findAlert(tx, subjectId);
    if (alert.acknowledgedAt) return ANSWERED;
    return { send: true, path: this.links.pathFor(tx, { alertId: alert.id, membershipId: membershipId! }) };
  }
}

async function licence(tx: Tx, { subjectId, version, step }: MessageToSend): Promise<Composed | NotSent> {
  const ending = await endingLicence(tx, subjectId);
  if (ending?.expiresOn !== version) return { send: false, reason: 'superseded' };
  if (warningDue(ending.daysLeft) !== step) return { send: false, reason: 'superseded' };
  return { send: true, figures: { date: ending.expiresOn } };
}

async function task(tx: Tx, { subjectId, version, step }: MessageToSend): Promise<Composed | NotSent> {
  const open = await findTask(tx, subjectId);
  if (!open || open.isDone) return ANSWERED;
  if (open.dueAt.toISOString() !== version) return { send: false, reason: 'superseded' };
  return { send: true, ...(step === 'task-overdue' && { variant: 'overdue' }) };
}

async function note(tx: Tx, { subjectId }: MessageToSend): Promise<Composed | NotSent> {
  return (await noteToSign(tx, subjectId)) ? { send: true, variant: 'note' } : ANSWERED;
}
