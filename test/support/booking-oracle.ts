/**
 * What booking should do, said as plainly as can be: lists and loops, no locks, no index, no shared code. Times are
 * minutes of one day.
 */
export interface OracleVisit {
  readonly id: string;
  therapist: number;
  room: number;
  client: number | null;
  start: number;
  status: 'held' | 'booked' | 'cancelled' | 'expired';
}

export interface OracleWorld {
  readonly therapists: number;
  readonly rooms: number;
  /** Minutes: the visit, and what is blocked around it. */
  readonly duration: number;
  readonly before: number;
  readonly after: number;
  readonly turnover: number;
  readonly opens: number;
  readonly closes: number;
  readonly step: number;
}

export interface Wanted {
  readonly start: number;
  readonly therapist: number | null;
  readonly room: number | null;
  readonly client: number | null;
}

export class BookingOracle {
  readonly visits: OracleVisit[] = [];
  private readonly off: { therapist: number; start: number; end: number }[] = [];

  constructor(private readonly world: OracleWorld) {}

  addTimeOff(therapist: number, start: number, end: number): void {
    this.off.push({ therapist, start, end });
  }

  /** Every pair of therapist and room that the wish could have; `except` is a visit that moves. */
  places(wish: Wanted, except?: string): { therapist: number; room: number }[] {
    const found: { therapist: number; room: number }[] = [];
    for (let therapist = 0; therapist < this.world.therapists; therapist += 1) {
      if (wish.therapist !== null && wish.therapist !== therapist) continue;
      for (let room = 0; room < this.world.rooms; room += 1) {
        if (wish.room !== null && wish.room !== room) continue;
        if (this.isFree({ ...wish, therapist, room }, except)) found.push({ therapist, room });
      }
    }
    return found;
  }

  /** Starts of the day's grid with the therapists and the rooms that are free then. */
  openSlots(): { start: number; therapists: number[]; rooms: number[] }[] {
    const slots = [];
    for (let start = 0; start < 24 * 60; start += this.world.step) {
      const places = this.places({ start, therapist: null, room: null, client: null });
      const numbers = (key: 'therapist' | 'room') => [...new Set(places.map((place) => place[key]))].sort();
      if (places.length > 0) slots.push({ start, therapists: numbers('therapist'), rooms: numbers('room') });
    }
    return slots;
  }

  private isFree(
    wish: { start: number; therapist: number; room: number; client: number | null },
    except?: string,
  ): boolean {
    const { duration, before, after, turnover, opens, closes, step } = this.world;
    const { start } = wish;
    const end = start + duration;
    if (start % step !== 0 || start < opens || end > closes) return false;
    const meets = (from: number, to: number, otherFrom: number, otherTo: number): boolean =>
      from < otherTo && otherFrom < to;
    if (this.off.some((off) => off.therapist === wish.therapist && meets(start, end, off.start, off.end))) return false;
    for (const visit of this.visits) {
      if (visit.id === except || visit.status === 'cancelled' || visit.status === 'expired') continue;
      const [otherStart, otherEnd] = [visit.start, visit.start + duration];
      const roomAfter = Math.max(after, turnover);
      if (
        visit.therapist === wish.therapist &&
        meets(start - before, end + after, otherStart - before, otherEnd + after)
      )
        return false;
      if (visit.room === wish.room && meets(start - before, end + roomAfter, otherStart - before, otherEnd + roomAfter))
        return false;
      if (wish.client !== null && visit.client === wish.client && meets(start, end, otherStart, otherEnd)) return false;
    }
    return true;
  }
}
