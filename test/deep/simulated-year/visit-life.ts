import { Temporal } from 'temporal-polyfill';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import type { Diary } from './diary.js';
import type { Dice } from './dice.js';
import { DAY, HOUR, MINUTE } from './history.js';
import type { ClientStory, ServiceStory } from './history.js';
import type { TherapistActs } from './therapist-acts.js';
import type { OpenVisit, VisitActs } from './visit-acts.js';

/** Visits last 50 minutes, so that none ends at nine, when recall reminders go out. */
const QUARTERS = [0, 15, 30, 45];
/** What is undone or done once more so many minutes later: within the grace of three minutes, or after it; never just at its end. */
const SOON = [1, 2, 2, 4, 5, 9];
/** How long before its start a visit is booked, in days. */
const AHEAD = [0.2, 1, 1.5, 3, 4, 7, 10, 20];

/** What becomes of visits, as chance brings it. */
export class VisitLife {
  services: readonly ServiceStory[] = [];

  constructor(
    private readonly clock: ClinicUnderClock,
    private readonly dice: Dice,
    private readonly diary: Diary,
    private readonly acts: { readonly visits: VisitActs; readonly therapists: TherapistActs; readonly zone: string },
  ) {}

  async happens(client: ClientStory): Promise<unknown> {
    const open = this.acts.visits.visits.filter((visit) => visit.client === client && this.isToCome(visit));
    if (open.length === 0 || (open.length < 2 && this.dice.percent(15))) return this.book(client);
    return this.touch(this.dice.one(open));
  }

  private isToCome({ appointment }: OpenVisit): boolean {
    return appointment.startsAt.getTime() > this.clock.now && !['expired', 'no_show'].includes(appointment.status);
  }

  /** For the day of an instant, or some days ahead. */
  async book(client: ClientStory, day = this.clock.now + this.dice.one(AHEAD) * DAY): Promise<void> {
    const startsAt = this.timeFrom(day);
    const visit = await this.acts.visits.book(client, this.dice.one(this.services), startsAt);
    if (!visit) return;
    this.planDay(visit);
    if (this.dice.percent(10)) this.again(() => this.cancel(visit));
  }

  /** Some time of that day, between eight in the morning and eight in the evening. */
  private timeFrom(at: number): Date {
    const day = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(this.acts.zone).toPlainDate();
    const plainTime = { hour: this.dice.from(8, 18), minute: this.dice.one(QUARTERS) };
    return new Date(day.toZonedDateTime({ timeZone: this.acts.zone, plainTime }).epochMilliseconds);
  }

  private async touch(visit: OpenVisit): Promise<unknown> {
    const { status, startsAt } = visit.appointment;
    if (status === 'cancelled') return this.dice.percent(40) && this.takeBack(visit);
    if (status === 'confirmed' && this.dice.percent(25)) return this.takeBack(visit);
    switch (this.dice.weighed({ move: 30, wander: 15, cancel: 15, blink: 15, confirm: 25 })) {
      case 'confirm':
        return this.acts.visits.change(visit, { name: 'confirm' });
      case 'cancel':
        return this.cancel(visit);
      case 'move':
        return this.move(visit, this.timeFrom(this.clock.now + this.dice.from(0, 9) * DAY));
      case 'blink':
        this.again(() => this.takeBack(visit));
        return this.cancel(visit);
      case 'wander':
        this.again(() => this.move(visit, this.dice.percent(70) ? startsAt : this.timeFrom(startsAt.getTime())));
        return this.move(visit, this.timeFrom(startsAt.getTime() + this.dice.from(-1, 1) * DAY));
    }
  }

  /** Somebody does something more to it in a moment. */
  private again(act: () => Promise<unknown>): void {
    this.diary.plan(this.clock.now + this.dice.one(SOON) * MINUTE, act);
  }

  private async cancel(visit: OpenVisit): Promise<void> {
    await this.acts.visits.cancel(visit, this.dice.percent(80) ? 'client_request' : 'booked_in_error');
  }

  private async takeBack(visit: OpenVisit): Promise<void> {
    if (await this.acts.visits.takeBack(visit)) this.planDay(visit);
  }

  private async move(visit: OpenVisit, startsAt: Date): Promise<void> {
    if (startsAt.getTime() <= this.clock.now || startsAt.getTime() === visit.appointment.startsAt.getTime()) return;
    if (await this.acts.visits.move(visit, startsAt)) this.planDay(visit);
  }

  /** What is to happen on the day of the visit, if it still stands then. */
  private planDay(visit: OpenVisit): void {
    const { startsAt, endsAt } = visit.appointment;
    const [start, end] = [startsAt.getTime(), endsAt.getTime()];
    const then = (at: number, act: () => Promise<unknown>): void =>
      this.diary.plan(at, async () => {
        if (visit.appointment.startsAt.getTime() === start) await act();
      });
    const how = this.dice.weighed({ comes: 75, missed: 12, forgotten: 13 });
    if (how === 'missed') {
      return then(start + 20 * MINUTE, () => this.acts.visits.change(visit, { name: 'mark_no_show' }));
    }
    if (how === 'forgotten') return;
    then(start - this.dice.from(2, 15) * MINUTE, () => this.acts.visits.change(visit, { name: 'arrive' }));
    if (!this.dice.percent(15)) {
      then(end + this.dice.from(1, 40) * MINUTE, () => this.acts.visits.change(visit, { name: 'complete' }));
      if (this.dice.percent(6)) this.misclick(visit, end + this.dice.from(1, 30) * HOUR);
    }
    if (this.dice.percent(60)) then(end + this.dice.from(5, 50 * 60) * MINUTE, () => this.sign(visit));
  }

  /** It was not completed after all, or it was, and is said so once more. */
  private misclick(visit: OpenVisit, at: number): void {
    this.diary.plan(at, async () => {
      if (visit.appointment.status === 'completed') await this.acts.visits.takeBack(visit);
    });
    this.diary.plan(at + this.dice.from(5, 90) * MINUTE, () => this.acts.visits.change(visit, { name: 'complete' }));
  }

  /** Now and then more was done than booked, or less. */
  private async sign(visit: OpenVisit): Promise<void> {
    const isWritten = this.acts.therapists.notes.has(visit.appointment.id);
    if (isWritten || !['in_session', 'completed'].includes(visit.appointment.status)) return;
    const { technique, pressure } = visit.service;
    const isTalk = technique === 'consultation';
    const done = isTalk || this.dice.percent(50) ? technique : this.dice.one(['swedish', 'sports', 'deep_tissue']);
    const used = isTalk ? null : this.dice.percent(40) ? pressure : this.dice.from(1, 5);
    await this.acts.therapists.sign(visit, { technique: done, pressure: used });
  }
}
