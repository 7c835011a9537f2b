import type { NotSentReason } from '../../messaging/domain/index.js';
import { stretchesOf } from './course.js';
import type { Channel } from './reminder-rules.js';
import { isUnderWay, startTold, startVersion, wantedMessages } from './wanted-messages.js';
import type { MessageKey, Telling } from './wanted-messages.js';

/** A message as the ledger has it. */
export interface PlannedKey extends MessageKey {
  readonly channel: Channel;
}

/** What becomes of a message whose time has come: it goes out, not, or once it is sure how the visit stands. */
export type Verdict =
  { readonly go: true } | { readonly go: false; readonly reason: NotSentReason } | { readonly wait: number };

export const isOf = (
  wanted: MessageKey & { readonly channel: Channel | null },
  { kind, version, step, channel }: PlannedKey,
): boolean =>
  wanted.kind === kind &&
  wanted.version === version &&
  wanted.step === step &&
  (wanted.channel === null || wanted.channel === channel);

/** What is to become of a message of a visit, at `now` (epoch ms), by all that is true of the visit then. */
export function verdictOn(message: PlannedKey, telling: Telling, now: number): Verdict {
  const wanted = wantedMessages(telling).find((one) => isOf(one, message));
  const shakenUntil = wanted?.shakenUntil ?? null;
  if (shakenUntil !== null && shakenUntil > now) return { wait: shakenUntil };
  const isRight = wanted && shakenUntil === null && !isPast(message, telling, now);
  if (!isRight) return { go: false, reason: whyNot(message, telling, now) };
  // Called off before, and wanted again for a later time.
  return wanted.dueAt > now ? { wait: wanted.dueAt } : { go: true };
}

/** Whether the visit has begun, also as the client knows it. */
const isPast = ({ kind, version }: PlannedKey, { course }: Telling, now: number): boolean =>
  course.start <= now || (kind !== 'intake_request' && startTold(version) <= now);

/** Why a message that is not wanted is not. */
export function whyNot(message: PlannedKey, telling: Telling, now: number): NotSentReason {
  const { kind, version } = message;
  const { course } = telling;
  if (isUnderWay(course.status) || course.start <= now) return 'over';
  const [present] = stretchesOf(course).slice(-1);
  const standing = present?.standing ?? 'off';
  if (standing === 'off' && kind !== 'cancellation_notice') return 'cancelled';
  if (standing === 'off') return isPast(message, telling, now) ? 'over' : 'superseded';
  if (kind === 'intake_request') return 'already_answered';
  if (!version.startsWith(startVersion(course.start))) return 'moved';
  if (course.status !== 'confirmed') return 'superseded';
  const unconfirmed = wantedMessages({ ...telling, course: { ...course, status: 'booked' } });
  return unconfirmed.some((wanted) => isOf(wanted, message)) ? 'already_confirmed' : 'superseded';
}
