import { Temporal } from 'temporal-polyfill';
import { DAY, lastBy, MINUTE } from './history.js';
import type { ClientStory, PlanStory, Said, VisitEvent, VisitStory, YearStory } from './history.js';
import { agreed, hasAddress, isNight, mayReach } from './oracle-reach.js';
import { hasOpenTask } from './oracle-triage.js';

const LEAD_DAYS = 3;
const NUDGE_DAYS = 7;
const IS_OPEN = ['pending_clearance', 'booked', 'confirmed', 'arrived', 'in_session'];

type Date = Temporal.PlainDate;

const isBefore = (a: Date, b: Date): boolean => Temporal.PlainDate.compare(a, b) < 0;
const later = (a: Date, b: Date): Date => (isBefore(a, b) ? b : a);

/** What was sent for a due date, by the days on which it was. */
interface Had {
  first?: Date;
  nudge?: Date;
}

/**
 * Asks every morning at nine of the clinic, of one plan: is the client due by all that is known now, does nothing stand against it, and have
 * they not had this reminder for this due date? Where the client is still asleep then, all of that again in their morning.
 */
export class RecallDesk {
  private readonly had = new Map<string, Had>();
  private readonly said: Said[] = [];

  private constructor(
    private readonly plan: PlanStory,
    private readonly client: ClientStory,
    private readonly year: YearStory,
  ) {}

  static of(plan: PlanStory, year: YearStory): Said[] {
    const client = year.clients.find(({ id }) => id === plan.clientId)!;
    const desk = new RecallDesk(plan, client, year);
    const dateOf = (at: number): Date => localDate(year.zone, at);
    const last = dateOf(year.end);
    for (let day = dateOf(plan.steps[0]!.at); !isBefore(last, day); day = day.add({ days: 1 })) desk.morning(day);
    return desk.said;
  }

  private morning(day: Date): void {
    const nine = day.toZonedDateTime({ timeZone: this.year.zone, plainTime: '09:00' }).epochMilliseconds;
    const dueOn = this.dueOn(nine);
    if (dueOn === null) return;
    const had = this.had.get(dueOn.toString()) ?? {};
    const step = had.first ? (had.nudge ? null : 'nudge') : 'first';
    if (step === null || isBefore(day, this.from(step, dueOn, had)) || this.isHindered(nine)) return;
    const channel = this.channel(nine);
    if (channel === null || !mayReach(this.client, channel, 'recall', nine)) return;
    let at = nine;
    while (isNight(this.client.zone ?? this.year.zone, at)) at += MINUTE;
    // Asked once more where it had to wait.
    if (at > nine && !(this.dueOn(at)?.equals(dueOn) && !this.isHindered(at))) return;
    if (!mayReach(this.client, channel, 'recall', at)) return;
    this.had.set(dueOn.toString(), { ...had, [step]: day });
    const about = `${this.plan.name} due ${dueOn.toString()} ${step}`;
    this.said.push({ at, client: this.client.name, channel, kind: 'recall_reminder', about });
  }

  private from(step: 'first' | 'nudge', dueOn: Date, { first }: Had): Date {
    return step === 'first'
      ? dueOn.subtract({ days: LEAD_DAYS })
      : later(dueOn, first ?? dueOn).add({ days: NUDGE_DAYS });
  }

  private channel(at: number): 'email' | 'sms' | null {
    const ways = (['email', 'sms'] as const).filter(
      (channel) => agreed(this.client, channel, 'recall', at) && hasAddress(this.client, channel),
    );
    return ways[0] ?? null;
  }

  private get visits(): VisitStory[] {
    return this.year.visits.filter(({ clientId }) => clientId === this.client.id);
  }

  /** An interval after the last session, never before the plan was live, on a day on which the clinic is open. */
  private dueOn(at: number): Date | null {
    const plan = lastBy(this.plan.steps, at);
    if (plan?.status !== 'active') return null;
    const live = Temporal.PlainDate.from(plan.liveFrom!);
    const sessions = this.visits
      .filter(({ service }) => service.technique !== 'consultation')
      .map((visit) => lastBy(visit.events, at))
      .filter((stands): stands is VisitEvent => stands?.status === 'completed')
      .map(({ start }) => start);
    const last = sessions.length > 0 ? localDate(this.year.zone, Math.max(...sessions)) : null;
    let due = last ? later(live, last.add(plan.interval)) : live;
    while (this.isClosed(due, at)) due = due.add({ days: 1 });
    return due;
  }

  /** By the closures that were announced by then. */
  private isClosed(day: Date, at: number): boolean {
    const isIn = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }): boolean =>
      day.toString() >= firstDay && day.toString() <= lastDay;
    return day.dayOfWeek === 7 || this.year.closures.some((one) => one.at <= at && one.cancelledAt > at && isIn(one));
  }

  private isHindered(at: number): boolean {
    if (lastBy(this.client.archived, at)?.is || hasOpenTask(this.client, this.year, at)) return true;
    return this.visits.some((visit) => {
      const stands = lastBy(visit.events, at);
      if (!stands || !IS_OPEN.includes(stands.status)) return false;
      // One that is to come, or one of the last day of which nobody has said how it ended.
      return stands.start + visit.minutes * MINUTE > at - DAY;
    });
  }
}

const localDate = (zone: string, at: number): Date =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
