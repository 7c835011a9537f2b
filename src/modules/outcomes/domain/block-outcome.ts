import { meaningfulChange } from './meaningful-change.js';
import type { Change } from './meaningful-change.js';
import { Moment } from './measurement.js';
import { isOnArrival } from './series.js';
import type { ComparedPoint, Series } from './series.js';

/** What one session changed: the score before it and the one after it. */
export interface SessionEffect {
  readonly appointmentId: string;
  readonly before: ComparedPoint;
  readonly after: ComparedPoint;
  readonly change: Change;
}

/** How a block of sessions went by one series. */
export interface BlockOutcome {
  readonly measured: Series['measured'];
  /** The first and the last score in the block on arrival. */
  readonly first: ComparedPoint;
  readonly last: ComparedPoint;
  /** From the first to the last. */
  readonly change: Change;
  /** Of each session with both scores, by time. */
  readonly sessions: readonly SessionEffect[];
}

/**
 * Before and after of a block that runs over dates of the clinic's calendar: from `from`, through `to` where it has
 * ended. Null where it holds no two scores that can be compared.
 */
export function blockOutcome(
  { measured, points }: Series,
  { from, to }: { readonly from: string; readonly to: string | null },
): BlockOutcome | null {
  const within = points.filter(({ date }) => from <= date && (to === null || date <= to));
  const arrivals = within.filter(isOnArrival);
  const [first, last] = [arrivals[0], arrivals.at(-1)];
  if (!first || !last || first === last) return null;
  const change = meaningfulChange(measured.instrument, first.value, last.value);
  return { measured, first, last, change, sessions: sessionEffects({ measured, points: within }) };
}

function sessionEffects({
  measured,
  points,
}: Pick<BlockOutcome, 'measured'> & { points: ComparedPoint[] }): SessionEffect[] {
  return points.flatMap((after) => {
    const { appointmentId } = after;
    if (after.moment !== Moment.AFTER || appointmentId === null) return [];
    const before = points.find((point) => point.moment === Moment.BEFORE && point.appointmentId === appointmentId);
    if (!before) return [];
    const change = meaningfulChange(measured.instrument, before.value, after.value);
    return [{ appointmentId, before, after, change }];
  });
}
