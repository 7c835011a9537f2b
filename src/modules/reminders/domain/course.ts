/** What a client is to know of a visit: that it takes place, that its time is kept until a clearance is there, or neither. */
export type Standing = 'on' | 'pending' | 'off';

/** Statuses of an appointment, as its module names them. */
export type VisitStatus =
  | 'held'
  | 'pending_clearance'
  | 'booked'
  | 'confirmed'
  | 'arrived'
  | 'in_session'
  | 'completed'
  | 'cancelled'
  | 'no_show'
  | 'expired';

/** One entry of an appointment's history. All times here are epoch ms. */
export interface CourseEvent {
  readonly at: number;
  /** As it stood after it. */
  readonly status: VisitStatus;
  /** Of a move. */
  readonly moved: { readonly from: number; readonly to: number } | null;
}

/** An appointment as far as its messages go by it. */
export interface Course {
  readonly status: VisitStatus;
  readonly start: number;
  readonly bookedAt: number;
  readonly changedAt: number;
  /** From its beginning; none where nobody has written any. */
  readonly events: readonly CourseEvent[];
}

/** A stretch of a visit's course in which a client would be told the same. */
export interface Stretch {
  readonly standing: Standing;
  readonly start: number;
  readonly since: number;
  /** Its place in the course, from 0: the sequence number of the visit as a calendar entry, which rises with every change. */
  readonly sequence: number;
}

const STANDINGS: Readonly<Record<VisitStatus, Standing>> = {
  held: 'off',
  expired: 'off',
  cancelled: 'off',
  pending_clearance: 'pending',
  booked: 'on',
  confirmed: 'on',
  arrived: 'on',
  in_session: 'on',
  completed: 'on',
  no_show: 'on',
};

export const standingOf = (status: VisitStatus): Standing => STANDINGS[status];

type Said = Pick<Stretch, 'standing' | 'start'>;

/** Whether a client who was told the one has nothing to learn from the other. Null: nothing was told. */
export function isSame(a: Said | null, b: Said | null): boolean {
  const [one, other] = [a?.standing ?? 'off', b?.standing ?? 'off'];
  return one === other && (one === 'off' || a!.start === b!.start);
}

/**
 * The stretches of a visit's course, the present one last; none where it was never more than held. The row has the last word: two who
 * act at one moment may have written their entries in the other order.
 */
export function stretchesOf({ status, start, bookedAt, changedAt, events }: Course): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (said: Said, since: number): void => {
    if (isSame(stretches.at(-1) ?? null, said)) return;
    stretches.push({ ...said, since, sequence: stretches.length });
  };
  let from = events.find(({ moved }) => moved)?.moved?.from ?? start;
  for (const event of events) {
    from = event.moved?.to ?? from;
    add({ standing: standingOf(event.status), start: from }, event.at);
  }
  add({ standing: standingOf(status), start }, events.length === 0 ? bookedAt : changedAt);
  return stretches;
}
