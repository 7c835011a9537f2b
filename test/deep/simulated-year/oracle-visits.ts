import { lastBy, MINUTE } from './history.js';
import type { Channel, ClientStory, Said, VisitEvent, VisitStory } from './history.js';
import { bestChannel, channelNow, daysBefore, isNight, mayReach } from './oracle-reach.js';

/** What stood for no longer a client never hears of. */
const GRACE = 3 * MINUTE;
const REMINDERS: readonly { readonly days: number; readonly channel: Channel; readonly onlyUnconfirmed: boolean }[] = [
  { days: 2, channel: 'email', onlyUnconfirmed: false },
  { days: 1, channel: 'sms', onlyUnconfirmed: true },
];
const IS_BOOKED = ['booked', 'confirmed'];
const IS_OVER = ['arrived', 'in_session', 'completed', 'no_show'];

/** What a client is to know: that the visit is at a time, or is off. */
type Known = number | 'off';

/** A message that the receptionist has on her desk. */
interface Note {
  readonly kind: string;
  channel: Channel;
  readonly about: Known;
  /** Of a reminder: which one. */
  readonly step: string;
  readonly onlyUnconfirmed: boolean;
  /** Since when the client was to know what the note goes by. */
  readonly since: number;
  /** Not before this: the morning, or the end of the time in which a change may be undone. */
  notBefore: number;
}

/**
 * A careful receptionist who looks at one visit every minute, from its booking to its start. She leaves a change alone until it has stood for
 * three minutes, wakes nobody, looks at the visit and at what the client has agreed to before each message, and says nothing twice.
 */
export class Receptionist {
  private readonly said: Said[] = [];
  private notes: Note[] = [];
  private toCome: readonly (Note & { readonly due: number })[] = [];
  private known: Known = 'off';
  private knownSince = -Infinity;
  private present: Known = 'off';
  private presentSince = -Infinity;
  private lastTold: Known | null = null;
  private readonly reminded = new Set<string>();

  private constructor(
    private readonly visit: VisitStory,
    private readonly client: ClientStory,
    private readonly zone: string,
  ) {}

  static of(visit: VisitStory, client: ClientStory, zone: string): Said[] {
    const receptionist = new Receptionist(visit, client, zone);
    const last = Math.max(...visit.events.map(({ start }) => start));
    const first = Math.floor(visit.events[0]!.at / MINUTE) * MINUTE;
    for (let minute = first; minute < last; minute += MINUTE) receptionist.look(minute);
    return receptionist.said;
  }

  /** At the end of a minute. */
  private look(minute: number): void {
    const now = minute + MINUTE - 1;
    const stands = lastBy(this.visit.events, now);
    if (!stands) return;
    const present = stands.status === 'cancelled' ? 'off' : stands.start;
    if (present !== this.present) [this.present, this.presentSince] = [present, stands.at];
    if (this.known !== this.present && now >= this.presentSince + GRACE) this.learn();
    this.remember(minute);
    this.tell(now, stands);
  }

  private get isSure(): boolean {
    return this.known === this.present;
  }

  /** The change has stood: the client is to hear of it, and of nothing that went before. */
  private learn(): void {
    const before = this.known;
    [this.known, this.knownSince] = [this.present, this.presentSince];
    const kind =
      this.known === 'off' ? 'cancellation_notice' : before === 'off' ? 'booking_confirmation' : 'change_notice';
    const channel = bestChannel(this.client, this.knownSince);
    this.notes = [
      { kind, channel, about: this.known, step: '', onlyUnconfirmed: false, since: this.knownSince, notBefore: 0 },
    ];
    this.toCome = this.known === 'off' ? [] : this.remindersOf(this.known);
  }

  /** A lead time that is past when the client comes to know of the visit is skipped. */
  private remindersOf(start: number): (Note & { readonly due: number })[] {
    const note = { kind: 'appointment_reminder', about: start, since: this.knownSince, notBefore: 0 };
    return REMINDERS.map(({ days, ...rule }) => {
      return { ...note, ...rule, step: `${days * 24}h`, due: daysBefore(this.zone, start, days) };
    }).filter(({ due }) => due >= this.knownSince + GRACE);
  }

  private remember(minute: number): void {
    this.notes.push(...this.toCome.filter(({ due }) => due >= minute && due < minute + MINUTE));
  }

  private tell(now: number, stands: VisitEvent): void {
    this.notes = this.notes.filter((note) => {
      // It may be undone yet: until then nobody says anything.
      if (!this.isSure) note.notBefore = Math.max(note.notBefore, this.presentSince + GRACE);
      if (!this.isSure) return true;
      if (!this.isTrue(note, now, stands)) return false;
      if (note.kind !== 'appointment_reminder') note.channel = channelNow(this.client, note.channel, now);
      if (now < note.notBefore) return true;
      if (!mayReach(this.client, note.channel, 'service', now)) return false;
      if (isNight(this.client.zone ?? this.zone, now)) {
        note.notBefore = this.morningAfter(now);
        return note.notBefore < this.startOf(note);
      }
      this.send(note, now);
      return false;
    });
  }

  private isTrue({ kind, about, since, onlyUnconfirmed, step }: Note, now: number, stands: VisitEvent): boolean {
    if (IS_OVER.includes(stands.status) || stands.start <= now) return false;
    if (about !== this.known || since !== this.knownSince) return false;
    if (kind !== 'appointment_reminder') return this.lastTold !== about && !this.neverHeard(kind, stands);
    if (this.reminded.has(`${step} ${about}`)) return false;
    return IS_BOOKED.includes(stands.status) && !(onlyUnconfirmed && stands.status === 'confirmed');
  }

  private neverHeard(kind: string, { reason }: VisitEvent): boolean {
    return kind === 'cancellation_notice' && reason === 'booked_in_error' && this.lastTold === null;
  }

  private startOf({ about }: Note): number {
    return about === 'off' ? lastBy(this.visit.events, Infinity)!.start : about;
  }

  /** The first minute from now on that is no night. */
  private morningAfter(now: number): number {
    let minute = now;
    while (isNight(this.client.zone ?? this.zone, minute)) minute += MINUTE;
    return minute;
  }

  private send({ kind, channel, about, step }: Note, now: number): void {
    const at = Math.floor(now / MINUTE) * MINUTE;
    if (kind === 'appointment_reminder') this.reminded.add(`${step} ${about}`);
    else this.lastTold = about;
    const words = `${this.visit.name}${about === 'off' ? '' : ` at ${new Date(about).toISOString().slice(0, 16)}Z`}${step && ` ${step}`}`;
    this.said.push({ at, client: this.client.name, channel, kind, about: words });
  }
}
