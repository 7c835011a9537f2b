import { HOUR, lastBy, MINUTE } from './history.js';
import type { Channel, ClientStory, Said, VisitEvent, VisitStory, YearStory } from './history.js';
import { agreed, channelNow, hasAddress, isNight, mayReach } from './oracle-reach.js';
import { judged } from './oracle-triage.js';
import type { Judged } from './oracle-triage.js';

const LEVELS: Readonly<Record<string, number>> = {
  consultation: 0,
  swedish: 1,
  sports: 2,
  deep_tissue: 3,
  trigger_point: 3,
};
const [NONE, LOW, MEDIUM, HIGH] = [0, 1, 2, 3];
const IS_NONE = ['cancelled', 'no_show', 'held', 'expired'];
const SILENCE = 24 * HOUR;
/** Two that come so close are one. */
const CLOSE = 2 * HOUR;
/** Whoever has just answered is left in peace for so long. */
const PEACE = 12 * HOUR;

interface Ask {
  readonly step: string;
  readonly at: number;
}

const BEGUN = new WeakMap<VisitStory, Map<number, boolean>>();

/** From a visit's completion until it is taken back, if it is. */
interface Round {
  readonly from: number;
  readonly to: number;
}

/** What somebody asks a client after one visit, who reads again all that has happened whenever something is due. */
export class CheckInDesk {
  private constructor(
    private readonly visit: VisitStory,
    private readonly client: ClientStory,
    private readonly year: YearStory,
  ) {}

  static of(visit: VisitStory, year: YearStory): Said[] {
    const client = year.clients.find(({ id }) => id === visit.clientId)!;
    const desk = new CheckInDesk(visit, client, year);
    return roundsOf(visit).flatMap((round) => desk.sayingsOf(round));
  }

  private get zone(): string {
    return this.client.zone ?? this.year.zone;
  }

  private get endedAt(): number {
    return lastBy(this.visit.events, Infinity)!.start + this.visit.minutes * MINUTE;
  }

  private civil(at: number): number {
    let civil = at;
    if (isNight(this.zone, civil)) civil = Math.ceil(civil / MINUTE) * MINUTE;
    while (isNight(this.zone, civil)) civil += MINUTE;
    return civil;
  }

  private sayingsOf({ from, to }: Round): Said[] {
    const note = this.visit.note;
    const changes = [
      from,
      ...(note && note.at > from && note.at < to ? [note.at] : []),
      ...judged(this.year, this.visit, to).map(({ at }) => at),
    ].sort((a, b) => a - b);
    const said = new Map<string, Said>();
    let planned: { readonly channel: Channel; readonly since: number } | null = null;
    for (const [n, since] of changes.entries()) {
      const until = changes[n + 1] ?? to;
      const asks = this.asksBy(since, from);
      if (asks.length > 0) planned ??= { channel: this.channelAt(since), since };
      for (const { step, at } of this.sendings(asks, since)) {
        if (at < since || at >= until || said.has(step)) continue;
        const channel = this.followed(planned!, at);
        if (!this.isAsked(channel, at)) continue;
        const about = `${this.visit.name} ${step}`;
        const minute = Math.floor(at / MINUTE) * MINUTE;
        said.set(step, { at: minute, client: this.client.name, channel, kind: 'soreness_check_in', about });
      }
    }
    return [...said.values()];
  }

  /** All times at which the client is asked, as they stand after what happened by an instant. */
  private asksBy(now: number, completedAt: number): Ask[] {
    const { note } = this.visit;
    const booked = [{ technique: this.visit.service.technique, pressure: this.visit.service.pressure }];
    const decidedAt = note && note.at <= now ? Math.max(note.at, completedAt) : Infinity;
    const byService = this.asksAfter(booked, completedAt, now).filter(({ at }) => at >= completedAt && at < decidedAt);
    const byNote = note && note.at <= now ? this.asksAfter(note.techniques, completedAt, now) : [];
    let asks = [...byService, ...byNote.filter(({ at }) => at >= decidedAt)];
    for (const answer of judged(this.year, this.visit, now)) asks = this.afterAnswer(asks, answer);
    return asks;
  }

  private asksAfter(
    treatments: readonly { readonly technique: string; readonly pressure: number | null }[],
    completedAt: number,
    now: number,
  ): Ask[] {
    const levels = treatments.map(({ technique, pressure }) => {
      const level = LEVELS[technique]!;
      return level > NONE! && (pressure ?? 0) >= 4 ? HIGH! : level;
    });
    const most = Math.max(NONE!, ...levels);
    const level = most > NONE! && this.isFirst(now) ? Math.max(most, MEDIUM!) : most;
    const [first, second] = [24, 48].map((hours) => ({
      step: `${hours}h`,
      at: this.civil(this.endedAt + hours * HOUR),
    }));
    if (level === HIGH) return [first!, second!];
    const isAsked = level === MEDIUM || (level === LOW && (this.wishes(now) || this.wasSore(now)));
    return isAsked ? [first!] : [];
  }

  private others(): VisitStory[] {
    return this.year.visits.filter((one) => one.clientId === this.client.id && one !== this.visit);
  }

  private isFirst(now: number): boolean {
    return !this.others().some((visit) => {
      const stands = lastBy(visit.events, now);
      const isBefore = stands !== undefined && stands.start < this.endedAt;
      return isBefore && stands.status === 'completed' && visit.service.technique !== 'consultation';
    });
  }

  private wishes(now: number): boolean {
    return lastBy(this.client.wishes, now)?.wanted ?? false;
  }

  /** After the visit before of which they were asked. */
  private wasSore(now: number): boolean {
    const before = this.others()
      .map((visit) => ({ visit, end: (lastBy(visit.events, now)?.start ?? Infinity) + visit.minutes * MINUTE }))
      .filter(({ end }) => end < this.endedAt)
      .sort((a, b) => b.end - a.end)
      .find(({ visit }) => new CheckInDesk(visit, this.client, this.year).wasBegun(now))?.visit;
    const isOf = ({ visitId, at }: { visitId: string; at: number }): boolean => visitId === before?.id && at <= now;
    return this.year.answers.some((answer) => isOf(answer) && answer.soreness >= 1);
  }

  /** Whether the visit had a check-in by then. */
  private wasBegun(now: number): boolean {
    const { note } = this.visit;
    return roundsOf(this.visit).some(({ from, to }) => {
      const moments = [from, ...(note ? [note.at] : [])].filter((at) => at <= now && at >= from && at < to);
      return moments.some((at) => this.asksBegun(at, from));
    });
  }

  /** Kept: whether somebody was asked hangs on whether they were asked before, and so on. */
  private asksBegun(at: number, completedAt: number): boolean {
    const kept = BEGUN.get(this.visit) ?? new Map<number, boolean>();
    BEGUN.set(this.visit, kept);
    const known = kept.get(at) ?? this.asksBy(at, completedAt).length > 0;
    kept.set(at, known);
    return known;
  }

  private afterAnswer(asks: readonly Ask[], { at, triage }: Judged): Ask[] {
    if (triage === 'emergency' || triage === 'refer') return asks.filter((ask) => ask.at <= at);
    if (triage === 'expected') return [...asks];
    const [step, hours] = triage === 'watch' ? ['72h', 72] : ['day7', 168];
    const wished = this.endedAt + Number(hours) * HOUR;
    if (wished <= at || asks.some((ask) => ask.step === step)) return [...asks];
    const again = { step: step as string, at: this.civil(Math.max(wished, at + PEACE)) };
    const others = asks.filter((ask) => ask.at <= at || Math.abs(ask.at - again.at) > CLOSE);
    return [...others, again].sort((a, b) => a.at - b.at);
  }

  /** Each ask that is not answered, and once more after a day, unless the next one is due anyway. */
  private sendings(asks: readonly Ask[], now: number): Ask[] {
    const answers = judged(this.year, this.visit, now);
    if (answers.some(({ triage }) => triage === 'emergency')) return [];
    const answeredAt = answers.at(-1)?.at ?? -Infinity;
    return asks.flatMap((ask, n) => {
      if (ask.at <= answeredAt) return [];
      const again = this.civil(ask.at + SILENCE);
      const isSuperfluous = asks[n + 1] !== undefined && asks[n + 1]!.at <= again + CLOSE;
      return isSuperfluous ? [ask] : [ask, { step: `${ask.step}-repeat`, at: again }];
    });
  }

  private isAsked(channel: Channel, at: number): boolean {
    if (!mayReach(this.client, channel, 'service', at)) return false;
    const start = lastBy(this.visit.events, at)!.start;
    return !this.others().some((visit) => {
      const next: VisitEvent | undefined = lastBy(visit.events, at);
      return next !== undefined && next.start > start && next.start <= at && !IS_NONE.includes(next.status);
    });
  }

  /** The channel as it stands at an instant, after all that the client has said since it was chosen. */
  private followed({ channel, since }: { channel: Channel; since: number }, until: number): Channel {
    const said = [...this.client.consents, ...this.client.stops].map(({ at }) => at).sort((a, b) => a - b);
    return said
      .filter((at) => at > since && at <= until)
      .reduce((known, at) => channelNow(this.client, known, at), channel);
  }

  private channelAt(at: number): Channel {
    const ways = (['sms', 'email'] as const).filter((channel) => hasAddress(this.client, channel));
    const agreedTo = ways.filter((channel) => agreed(this.client, channel, 'service', at));
    const isStopped = (channel: Channel): boolean =>
      channel === 'sms' && (lastBy(this.client.stops, at)?.stopped ?? false);
    return agreedTo.find((channel) => !isStopped(channel)) ?? agreedTo[0] ?? ways[0] ?? 'email';
  }
}

function roundsOf({ events }: VisitStory): Round[] {
  return events.flatMap(({ status, at }, n) => {
    if (status !== 'completed') return [];
    const to = events.slice(n + 1).find((later) => later.status !== 'completed')?.at ?? Infinity;
    return [{ from: at, to }];
  });
}
