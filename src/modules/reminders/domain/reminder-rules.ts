import { Temporal } from 'temporal-polyfill';

export type Channel = 'email' | 'sms';

/** When before a visit its client is reminded, and how. */
export interface ReminderRule {
  /** Whole hours. Every 24 of them are a day of the clinic's calendar. */
  readonly leadHours: number;
  readonly channel: Channel;
  /** Nobody who has confirmed the visit is reminded so. */
  readonly onlyUnconfirmed: boolean;
}

/** A rule that the practice has, or had. Times are epoch ms. */
export interface DatedRule extends ReminderRule {
  readonly addedAt: number;
  readonly removedAt: number | null;
}

export const LEAD_HOURS = { least: 1, most: 14 * 24 };
export const MOST_RULES = 6;

/** DOMAIN.md, Messages. */
export const DEFAULT_RULES: readonly ReminderRule[] = [
  { leadHours: 48, channel: 'email', onlyUnconfirmed: false },
  { leadHours: 24, channel: 'sms', onlyUnconfirmed: true },
];

/**
 * When a reminder is due, epoch ms. 48 hours before a visit is the same local time two days before it, also where the clock was changed in
 * between: that is what people mean, and what they find in their calendar. The rest of a lead time is elapsed hours. A local
 * time that the clock skips on that day moves behind the gap; of one that it shows twice the first counts.
 * @throws RangeError for a zone that is not an IANA name.
 */
export function reminderDue({ leadHours }: Pick<ReminderRule, 'leadHours'>, start: number, zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  const [days, hours] = [Math.floor(leadHours / 24), leadHours % 24];
  return local.subtract({ days }).subtract({ hours }).epochMilliseconds;
}

interface Reminded {
  readonly start: number;
  /** IANA. */
  readonly zone: string;
  /** Lead times before this are past already when the visit becomes what it is. */
  readonly from: number;
}

/** A reminder that a visit is to have. */
export interface DueReminder extends ReminderRule {
  readonly dueAt: number;
}

/**
 * The reminders of a visit, by all rules that the practice has had. One whose lead time was past when the visit was booked or moved, or when
 * the rule was made, is left out: it is not sent at once. One that a rule had asked for, and that was still to come
 * when the practice took the rule away, stays where what stands now would leave nothing in its place: a changed lead time drops no
 * reminder that somebody was to have (HARD-CASES 12).
 */
export function remindersOf(rules: readonly DatedRule[], { start, zone, from }: Reminded): DueReminder[] {
  const due = rules
    .map((rule) => ({ ...rule, dueAt: reminderDue(rule, start, zone) }))
    .filter(({ dueAt, addedAt }) => dueAt >= from && dueAt >= addedAt);
  const standing = rules.filter(({ removedAt }) => removedAt === null);
  const stays = due.filter(({ removedAt }) => removedAt === null);
  const kept = due.filter(({ removedAt, dueAt, channel }) => {
    if (removedAt === null) return false;
    if (dueAt < removedAt) return true;
    const isIn = (rule: ReminderRule): boolean => rule.channel === channel;
    if (stays.some(isIn)) return false;
    return standing.some(isIn) || (standing.length > 0 && stays.length === 0);
  });
  const all = [...stays, ...kept].map(({ leadHours, channel, onlyUnconfirmed, dueAt }) => {
    return { leadHours, channel, onlyUnconfirmed, dueAt };
  });
  return all.filter((one, n) => all.findIndex((other) => stepOf(other) === stepOf(one)) === n);
}

/** Tells reminders of one visit apart. */
const stepOf = ({ channel, leadHours }: ReminderRule): string => `${channel} ${leadHours}`;
