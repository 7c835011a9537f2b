import { Temporal } from 'temporal-polyfill';
import { ClientActs } from './client-acts.js';
import { ClientLife } from './client-life.js';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import { Diary } from './diary.js';
import type { Dice } from './dice.js';
import { DAY, MINUTE } from './history.js';
import type { ClientStory, YearStory } from './history.js';
import { TherapistActs } from './therapist-acts.js';
import { VisitActs } from './visit-acts.js';
import { VisitLife } from './visit-life.js';
import { visitStories } from './what-happened.js';

/** Acts happen a while into a minute, so that none is at the very moment of something that is due. */
const INTO_MINUTE = 20_000;

/** Who comes to the clinic: how they can be written to, and what they have agreed to. */
const PEOPLE = [
  ['Anna', { email: true, phone: true, zone: null }],
  ['Ben', { email: true, phone: false, zone: null }],
  ['Cleo', { email: false, phone: true, zone: null }],
  ['Dora', { email: false, phone: false, zone: null }],
  ['Emil', { email: true, phone: true, zone: 'America/New_York' }],
  ['Fay', { email: false, phone: true, zone: 'Asia/Tokyo' }],
  ['Gus', { email: true, phone: true, zone: 'Europe/Lisbon' }],
  ['Hana', { email: true, phone: true, zone: null }],
  ['Ivo', { email: true, phone: true, zone: null }],
  ['Jule', { email: true, phone: true, zone: null }],
] as const;

interface Length {
  readonly days: number;
  /** Of what happens of itself, beside what follows from it. */
  readonly actsADay: number;
}

/** A year in a clinic as chance brings it, in the order of time. */
export class Year {
  readonly visits: VisitActs;
  private readonly diary = new Diary();
  private readonly clientActs: ClientActs;
  private readonly therapists: TherapistActs;
  private readonly visitLife: VisitLife;
  private readonly clientLife: ClientLife;
  private readonly clients: ClientStory[] = [];

  constructor(
    private readonly clock: ClinicUnderClock,
    private readonly dice: Dice,
    private readonly zone: string,
  ) {
    this.visits = new VisitActs(clock);
    this.clientActs = new ClientActs(clock);
    this.therapists = new TherapistActs(clock, zone);
    const parts = { clients: this.clientActs, therapists: this.therapists };
    this.visitLife = new VisitLife(clock, dice, this.diary, { visits: this.visits, zone, ...parts });
    this.clientLife = new ClientLife(clock, dice, this.diary, parts);
  }

  /** Lets it all happen, and tells what has. */
  async live({ days, actsADay }: Length): Promise<YearStory> {
    const services = await this.clock.offerServices();
    this.visitLife.services = services;
    for (const [name, how] of PEOPLE) await this.welcome(name, how);
    await this.clock.settle();
    const from = Math.ceil(this.clock.now / DAY) * DAY;
    const end = from + days * DAY;
    for (let n = 0; n < days * actsADay; n += 1) {
      this.diary.plan(from + this.dice.from(0, days * 24 * 60) * MINUTE, () => this.somethingHappens());
    }
    this.planAroundChanges(from, end);
    await this.passTime(end);
    const known = { visits: this.visits.visits, services, notes: this.therapists.notes };
    const visits = await visitStories(this.clock.clinic, known);
    const { plans, closures } = this.therapists;
    return { zone: this.zone, clients: this.clients, visits, plans, closures, answers: this.clientActs.answers, end };
  }

  /** Some come on the Monday after the clock was changed: their reminders count days over the change. */
  private planAroundChanges(from: number, end: number): void {
    const offsetAt = (at: number): number =>
      Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone).offsetNanoseconds;
    for (let day = from; day < end; day += DAY) {
      if (offsetAt(day) === offsetAt(day + DAY)) continue;
      for (const client of this.clients.filter(({ email }) => email !== null).slice(0, 4)) {
        const at = day - this.dice.from(3 * 24 * 60, 6 * 24 * 60) * MINUTE;
        this.diary.plan(at, () => this.visitLife.book(client, day + 1.5 * DAY));
      }
    }
  }

  private async passTime(end: number): Promise<void> {
    for (let last = 0; ;) {
      const next = this.diary.next();
      // One at a time: what happens in one minute could not be told apart.
      last = Math.max(next?.at ?? end, last + MINUTE);
      if (!next || last >= end) break;
      await this.clock.passTo(last + INTO_MINUTE);
      await next.act();
      await this.clock.settle();
      await this.clientLife.readPost(this.clients);
    }
    await this.clock.passTo(end);
  }

  private async welcome(name: string, { email, phone, zone }: (typeof PEOPLE)[number][1]): Promise<void> {
    const n = this.clients.length;
    const address = {
      email: email ? `${name.toLowerCase()}@client.example` : null,
      phone: phone ? `+4930123450${n}` : null,
    };
    const client = await this.clock.welcome({ name, ...address, zone }, n);
    this.clients.push(client);
    for (const purpose of ['service', 'recall'] as const) {
      if (email) await this.clientActs.consent(client, 'email', purpose, true);
      if (phone) await this.clientActs.consent(client, 'sms', purpose, true);
    }
    if (this.dice.percent(80)) await this.clientLife.plan(client);
  }

  private async somethingHappens(): Promise<void> {
    const client = this.dice.one(this.clients);
    if (this.clientLife.isArchived(client) || this.dice.percent(20)) await this.clientLife.happens(client);
    else await this.visitLife.happens(client);
  }
}
