import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import type { Composed, MessageSource, MessageToSend, NotSent } from '../messaging/index.js';
import { askOfStep, isRepeat } from './asked-round.js';
import { CheckInState, Triage } from './domain/index.js';
import { answersOf } from './storage/answers.js';
import { findCheckIn, versionOf } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';
import { truthOfVisit } from './storage/visits.js';

/** So long a link opens: an answer of the second week still has to be heard. */
const LINK_DAYS = 14;

const notSent = (reason: NotSent['reason']): NotSent => ({ send: false, reason });

/** What a message that asks about soreness says, and whether it still has to. */
@Injectable()
export class CheckInMessages implements MessageSource {
  readonly kinds = ['soreness_check_in'] as const;

  async compose(tx: Tx, message: MessageToSend): Promise<Composed | NotSent> {
    const checkIn = await findCheckIn(tx, message.subjectId);
    const reason = checkIn ? ((await askedOff(tx, checkIn, message)) ?? (await visitOff(tx, checkIn))) : 'over';
    if (reason) return notSent(reason);
    const link = { purpose: 'check_in', subjectId: message.subjectId, days: LINK_DAYS } as const;
    return { send: true, link, ...(isRepeat(message.step) && { variant: 'repeat' }) };
  }
}

/** Why the check-in does not ask this any more. */
async function askedOff(
  tx: Tx,
  checkIn: CheckIn,
  { version, step }: MessageToSend,
): Promise<NotSent['reason'] | undefined> {
  if (checkIn.state === CheckInState.CALLED_OFF) return 'cancelled';
  const ask = versionOf(checkIn) === version ? askOfStep(checkIn.asks, step) : undefined;
  if (!ask) return 'superseded';
  if (!checkIn.answeredAt) return undefined;
  if (checkIn.answeredAt.getTime() >= ask.askAt) return 'already_answered';
  const answers = await answersOf(tx, [checkIn.id]);
  return answers.some(({ triage }) => triage === Triage.EMERGENCY) ? 'open_task' : undefined;
}

/** Why the visit does not ask for it any more: it did not take place, or the next one has begun. */
async function visitOff(tx: Tx, { appointmentId, clientId }: CheckIn): Promise<NotSent['reason'] | undefined> {
  const records = (await recordsOfPeople(tx, [clientId])).get(clientId)!;
  const { completed, nextBegun } = await truthOfVisit(tx, { appointmentId, records });
  if (!completed) return 'cancelled';
  return nextBegun ? 'too_late' : undefined;
}
