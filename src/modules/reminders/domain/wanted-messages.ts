import { stretchesOf } from './course.js';
import type { Course, VisitStatus } from './course.js';
import { newsOf } from './news.js';
import type { Word } from './news.js';
import { remindersOf } from './reminder-rules.js';
import type { Channel, DatedRule } from './reminder-rules.js';

export const VISIT_KINDS = [
  'booking_confirmation',
  'change_notice',
  'cancellation_notice',
  'appointment_reminder',
  'intake_request',
] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

/** All that decides which messages a visit has. Times are epoch ms. */
export interface Telling {
  readonly course: Course;
  /** IANA, of the clinic. */
  readonly zone: string;
  /** Screening has no answers of the client's that it could go by. */
  readonly isUnscreened: boolean;
  readonly rules: readonly DatedRule[];
  /** Since when the practice sends such messages. What a client was to be told before is not told after all. */
  readonly tellsSince: number;
}

/** What tells a message from all others about the same visit. */
export interface MessageKey {
  readonly kind: VisitKind;
  /** Of a reminder the start that it tells of, so that a visit that is moved has new ones; of a notice also its place in the visit's course. */
  readonly version: string;
  readonly step: string;
}

export interface WantedMessage extends MessageKey {
  /** Null: as the client is best reached. */
  readonly channel: Channel | null;
  readonly dueAt: number;
  /**
   * When it is sure that it is not wanted any more. It belongs to how the visit stood before a change that may still be
   * undone: it stays in the ledger, and waits. Null: it is wanted.
   */
  readonly shakenUntil: number | null;
}

/** The client is there, or was, or has not come. */
export const isUnderWay = (status: VisitStatus): boolean =>
  ['arrived', 'in_session', 'completed', 'no_show'].includes(status);

export const startVersion = (start: number): string => new Date(start).toISOString();

/** The start that a reminder or a notice tells of (epoch ms), which may not be the visit's any more. */
export const startTold = (version: string): number => Date.parse(version.split('#')[0]!);

/** Says how the visit stands; the others remind of it, or ask for something. */
export const isNotice = ({ kind }: Pick<MessageKey, 'kind'>): boolean =>
  ['booking_confirmation', 'change_notice', 'cancellation_notice'].includes(kind);

const noticeVersion = ({ start, says }: Word): string => `${startVersion(start)}#${says.sequence}`;
/** Of the stretch that a notice tells of. */
export const sequenceOf = (version: string): number => Number(version.split('#')[1]);

/**
 * Every message that a visit is to have, or has had since it stands as it does. It follows from the visit's course, and not
 * from the moment it is asked at: facts may come late, twice and in any order.
 */
export function wantedMessages(telling: Telling): WantedMessage[] {
  const { course } = telling;
  if (isUnderWay(course.status)) return [];
  const { word, shaken } = newsOf(stretchesOf(course));
  if (!word) return [];
  const waiting = shaken ? messagesOf(shaken, telling).filter((one) => isShaken(one, word)) : [];
  return [
    ...messagesOf(word, telling),
    ...intakeRequests(word, telling),
    ...waiting.map((one) => ({ ...one, shakenUntil: word.dueAt })),
  ];
}

/** Which notice says it. A client who knows of no visit, or of none any more, is told of one as of a new one. */
export function noticeKind({ says, after }: Word): VisitKind {
  if (says.standing === 'off') return 'cancellation_notice';
  const isMoved = after !== null && after.standing !== 'off' && after.start !== says.start;
  return isMoved ? 'change_notice' : 'booking_confirmation';
}

/** What would come after the start of the visit that it tells of is not said, wherever the visit has been moved since. */
const messagesOf = (word: Word, telling: Telling): WantedMessage[] =>
  [...notices(word, telling), ...reminders(word, telling)].filter(({ dueAt }) => dueAt < word.start);

function notices(word: Word, { tellsSince }: Telling): WantedMessage[] {
  const { says } = word;
  if (says.since < tellsSince) return [];
  const version = noticeVersion(word);
  return [{ kind: noticeKind(word), version, step: 'first', channel: null, dueAt: word.dueAt, shakenUntil: null }];
}

/** Of a visit whose time is only kept nobody is reminded: it may not take place. */
function reminders({ says, dueAt: from }: Word, { zone, rules, course }: Telling): WantedMessage[] {
  if (says.standing !== 'on') return [];
  const version = startVersion(says.start);
  return remindersOf(rules, { start: says.start, zone, from })
    .filter(({ onlyUnconfirmed }) => !onlyUnconfirmed || course.status !== 'confirmed')
    .map(({ leadHours, channel, dueAt }) => {
      return { kind: 'appointment_reminder', version, step: `${leadHours}h`, channel, dueAt, shakenUntil: null };
    });
}

/** What would have gone out before the change is sure: it may be waiting for the morning, or for the change to be undone. */
const isShaken = ({ dueAt }: WantedMessage, change: Word): boolean => dueAt < change.dueAt;

function intakeRequests({ says, dueAt }: Word, { isUnscreened, tellsSince }: Telling): WantedMessage[] {
  if (!isUnscreened || says.standing === 'off' || says.since < tellsSince || dueAt >= says.start) return [];
  return [{ kind: 'intake_request', version: 'visit', step: 'first', channel: null, dueAt, shakenUntil: null }];
}
