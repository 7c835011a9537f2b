import { Injectable } from '@nestjs/common';
import { NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { recordsOfPeople } from '../../clients/index.js';
import { messagesAbout } from '../../messaging/index.js';
import type { Composed, Later, MessageSource, MessageToSend, NotSent } from '../../messaging/index.js';
import { isNotice, isToldAlready, startTold, verdictOn, VISIT_KINDS, wordingOf } from '../domain/index.js';
import type { VisitKind } from '../domain/index.js';
import { tellingOf } from '../plan-visit-messages.js';
import { isAskedForIntake } from '../storage/intake-requests.js';
import { reminderSettings } from '../storage/reminder-settings.js';
import { visitsToTell } from '../storage/visits-to-tell.js';
import type { VisitToTell } from '../storage/visits-to-tell.js';

const DAY_MS = 86_400_000;
/** A link to the intake form is as good for no longer where the desk makes one. */
const MOST_INTAKE_DAYS = 60;
const WENT_OUT = ['sending', 'sent', 'delivered'];

interface OfVisit {
  readonly message: MessageToSend & { readonly kind: VisitKind };
  readonly visit: VisitToTell;
  /** All records of the person whose visit it is. */
  readonly records: readonly string[];
}

/** Says what a message about a visit has to say when it is due, or why it is not sent: by the visit as it stands then. */
@Injectable()
export class VisitMessages implements MessageSource {
  readonly kinds = VISIT_KINDS;

  async compose(tx: Tx, message: MessageToSend): Promise<Composed | NotSent | Later> {
    const [[visit], settings] = await Promise.all([visitsToTell(tx, [message.subjectId]), reminderSettings(tx)]);
    if (!visit) throw new NotFound('appointment', message.subjectId);
    const records = (await recordsOfPeople(tx, [visit.clientId])).get(visit.clientId) ?? [];
    // The merge that let it go to them was undone.
    if (message.clientId === null || !records.includes(message.clientId)) return { send: false, reason: 'superseded' };
    const of = { message: message as OfVisit['message'], visit, records };
    const verdict = verdictOn(of.message, tellingOf(visit, settings), tx.now.getTime());
    if ('wait' in verdict) return { send: 'later', at: new Date(verdict.wait) };
    return verdict.go ? this.say(tx, of) : { send: false, reason: verdict.reason };
  }

  private async say(tx: Tx, of: OfVisit): Promise<Composed | NotSent> {
    const { kind } = of.message;
    if (kind === 'intake_request') return askForIntake(tx, of);
    return isNotice({ kind }) ? notice(tx, of) : { ...timeOf(of.visit), ...linkTo(tx, of.visit) };
  }
}

async function askForIntake(tx: Tx, { message, visit, records }: OfVisit): Promise<Composed | NotSent> {
  // Of two visits that were booked at once, one asks.
  await tx.lock([message.clientId!]);
  if (await isAskedForIntake(tx, { records, messageId: message.id })) return { send: false, reason: 'already_asked' };
  const days = Math.min(daysUntil(tx, visit.startsAt), MOST_INTAKE_DAYS);
  return { send: true, link: { purpose: 'intake', subjectId: visit.id, days } };
}

async function notice(tx: Tx, { message, visit }: OfVisit): Promise<Composed | NotSent> {
  const { course } = visit;
  const all = await messagesAbout(tx, {
    kinds: VISIT_KINDS.filter((kind) => isNotice({ kind })),
    subjectIds: [visit.id],
  });
  const sent = all
    .filter(({ id, state }) => id !== message.id && WENT_OUT.includes(state))
    .map(({ kind, version, step }) => ({ kind: kind as VisitKind, version, step }));
  if (isToldAlready({ course, sent })) return { send: false, reason: 'already_told' };
  const isEnd = message.kind === 'cancellation_notice';
  if (isEnd && visit.cancelReason === 'booked_in_error' && sent.length === 0)
    return { send: false, reason: 'never_told' };
  if (isEnd) return { ...timeKnown(visit, startTold(message.version)), ...wordingOf(course) };
  return { ...timeOf(visit), ...wordingOf(course), ...linkTo(tx, visit) };
}

/** What is off is off at the time that the client knows, wherever the visit was moved for a moment. */
const timeKnown = ({ startsAt, endsAt }: VisitToTell, start: number): ReturnType<typeof timeOf> =>
  timeOf({ startsAt: new Date(start), endsAt: new Date(start + endsAt.getTime() - startsAt.getTime()) });

const timeOf = ({ startsAt, endsAt }: Pick<VisitToTell, 'startsAt' | 'endsAt'>) =>
  ({ send: true, visit: { startsAt, endsAt } }) as const;

/** To the visit's page, until it is over. */
const linkTo = (tx: Tx, { id, endsAt }: VisitToTell): Pick<Composed, 'link'> => ({
  link: { purpose: 'appointment', subjectId: id, days: daysUntil(tx, endsAt) },
});

const daysUntil = ({ now }: Tx, at: Date): number => Math.ceil((at.getTime() - now.getTime()) / DAY_MS);
