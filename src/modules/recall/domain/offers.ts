import { localDate, minuteOfDay } from '../../scheduling/domain/index.js';
import type { Slot } from '../../scheduling/domain/index.js';

/** A visit that the client has had. `start` is epoch ms; the zone is its clinic's. */
interface PastVisit {
  readonly start: number;
  readonly zone: string;
}

/** A time that the client may choose, with one therapist. */
export interface Offer {
  /** Epoch ms. */
  readonly start: number;
  readonly therapistId: string;
  /** YYYY-MM-DD by the clinic's calendar. */
  readonly date: string;
}

/** What is offered: the client's therapist first, and there the usual hour first. Each in the order of time. */
export interface Offers {
  readonly usual: readonly Offer[];
  readonly own: readonly Offer[];
  readonly others: readonly Offer[];
}

/** A time so far from the usual one is another one. */
const NEAR_MINUTES = 60;
const DAY_MINUTES = 24 * 60;

/** Few enough to choose from on a phone. */
const MOST_A_DAY = 4;
const MOST = 20;

/**
 * The minutes from midnight at which most of these visits began, by the clock of the clinic where each was; of several the
 * one of the latest visit. Null where there were none. The latest visit comes first.
 */
export function usualMinute(visits: readonly PastVisit[]): number | null {
  const minutes = visits.map(({ start, zone }) => minuteOfDay(zone, start));
  const times = (minute: number): number => minutes.filter((each) => each === minute).length;
  return minutes.reduce<number | null>((best, each) => {
    return best === null || times(each) > times(best) ? each : best;
  }, null);
}

interface Wishes {
  readonly therapistId: string | null;
  readonly usualMinute: number | null;
  /** The clinic's, an IANA name. */
  readonly zone: string;
}

/** Chooses of what is open what to offer. `slots` stand in the order of time. */
export function offersOf(slots: readonly Slot[], { therapistId, usualMinute: usual, zone }: Wishes): Offers {
  const offer = (slot: Slot, id: string): Offer => ({
    start: slot.start,
    therapistId: id,
    date: localDate(zone, slot.start),
  });
  const isFree = (slot: Slot): boolean => slot.therapists.some((each) => each.therapistId === therapistId);
  const own = therapistId === null ? [] : slots.filter(isFree).map((slot) => offer(slot, therapistId));
  const others = slots.filter((slot) => !isFree(slot)).map((slot) => offer(slot, slot.therapists[0]!.therapistId));
  const best = usual === null ? [] : nearest(own, ({ start }) => apart(minuteOfDay(zone, start), usual));
  const rest = own.filter((one) => !best.includes(one));
  return { usual: best.slice(0, MOST), own: spread(rest), others: spread(others) };
}

/** Of each day the one nearest to the usual time, where it is near enough; of two the earlier one. */
function nearest(offers: readonly Offer[], distance: (offer: Offer) => number): Offer[] {
  return [...byDate(offers).values()].flatMap((day) => {
    const best = day.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    return distance(best) <= NEAR_MINUTES ? [best] : [];
  });
}

/** Some of each day, from its morning to its evening. */
function spread(offers: readonly Offer[]): Offer[] {
  const some = [...byDate(offers).values()].flatMap((day) => {
    const step = Math.max(1, (day.length - 1) / (MOST_A_DAY - 1));
    return day.filter((_, index) => day.length <= MOST_A_DAY || isPicked(index, step));
  });
  return some.slice(0, MOST);
}

const isPicked = (index: number, step: number): boolean =>
  Array.from({ length: MOST_A_DAY }, (_, n) => Math.round(n * step)).includes(index);

function byDate(offers: readonly Offer[]): Map<string, Offer[]> {
  const days = new Map<string, Offer[]>();
  for (const offer of offers) days.set(offer.date, [...(days.get(offer.date) ?? []), offer]);
  return days;
}

/** Around the clock: a quarter past midnight is near to a quarter to. */
function apart(a: number, b: number): number {
  const minutes = Math.abs(a - b);
  return Math.min(minutes, DAY_MINUTES - minutes);
}
