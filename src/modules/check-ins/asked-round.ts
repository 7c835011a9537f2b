import type { Tx } from '../../platform/database/index.js';
import { callOffMessages, planMessages } from '../messaging/index.js';
import { civilTime } from '../messaging/domain/index.js';
import type { NotSentReason } from '../messaging/domain/index.js';
import { CheckInState, closesAt, sendingsOf } from './domain/index.js';
import type { Ask, CheckInSettings, Timing } from './domain/index.js';
import { versionOf } from './storage/check-ins.js';
import type { CheckIn } from './storage/check-ins.js';

const KINDS = ['soreness_check_in'] as const;

/** What the times of a person's asks hang on. `zone` is IANA's. */
export const timingOf = (endsAt: Date, settings: CheckInSettings, zone: string): Timing => ({
  endedAt: endsAt.getTime(),
  settings,
  civil: (at) => civilTime(zone, at),
});

/** How a check-in stands with these asks at this moment, and when it is closed if nobody answers. */
export function standingWith(
  { now }: Tx,
  { asks, answeredAt }: Pick<CheckIn, 'asks' | 'answeredAt'>,
  timing: Timing,
): Pick<CheckIn, 'state' | 'closesAt'> {
  const end = closesAt(sendingsOf(asks, { after: answeredAt?.getTime() ?? -Infinity, ...timing }));
  if (end !== null && end > now.getTime()) return { state: CheckInState.OPEN, closesAt: new Date(end) };
  if (answeredAt) return { state: CheckInState.ANSWERED, closesAt: null };
  return { state: asks.length > 0 ? CheckInState.NO_ANSWER : CheckInState.CALLED_OFF, closesAt: null };
}

interface Bringing {
  readonly timing: Timing;
  /** Epoch ms: what was due before was decided before, and is not planned now. */
  readonly since: number;
  /** Why what is not wanted any more is dropped. */
  readonly reason: NotSentReason;
}

/**
 * Brings the ledger of messages to the asks of a check-in: plans those that are open, and drops those that are not wanted any
 * more. What was sent stays sent: of one round and step there is one message for ever.
 */
export function bringMessages(tx: Tx, checkIn: CheckIn, { timing, since, reason }: Bringing): void {
  const { id: subjectId, clientId, clinicId, channel, asks, answeredAt } = checkIn;
  const sendings = sendingsOf(asks, { after: answeredAt?.getTime() ?? -Infinity, ...timing });
  const version = versionOf(checkIn);
  const exceptSteps = sendings.map(({ step }) => step);
  callOffMessages(tx, { kinds: KINDS, subjectIds: [subjectId], reason, exceptVersion: version, exceptSteps });
  const planned = sendings.filter(({ dueAt }) => dueAt >= since);
  planMessages(
    tx,
    planned.map(({ step, dueAt, usefulUntil }) => ({
      ...{ kind: KINDS[0], subjectId, version, step, channel, to: { clientId }, clinicId },
      ...{ dueAt: new Date(dueAt), usefulUntil: new Date(usefulUntil) },
    })),
  );
}

/** Drops all that is still to be sent of a check-in. */
export const dropMessages = (tx: Tx, { id }: Pick<CheckIn, 'id'>, reason: NotSentReason): void =>
  callOffMessages(tx, { kinds: KINDS, subjectIds: [id], reason });

const REPEAT = /-repeat$/;

/** Whether a message of this step asks for the second time. */
export const isRepeat = (step: string): boolean => REPEAT.test(step);

/** What a message asks for, whether for the first or the second time. */
export const askOfStep = (asks: readonly Ask[], step: string): Ask | undefined =>
  asks.find((ask) => ask.step === step.replace(REPEAT, ''));
