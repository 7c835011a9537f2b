import type { Interval } from '../../../kernel/index.js';
import type { ServiceFacts } from './scheduling-facts.js';

export interface Blocks {
  /** What the client is blocked for. */
  readonly visit: Interval;
  readonly therapist: Interval;
  readonly room: Interval;
}

const MINUTE_MS = 60_000;

/**
 * The time that one visit takes from each of the three (DOMAIN.md, appointment): the client the visit itself, the therapist
 * the service's buffers too, the room the larger of buffer after and turnover.
 * @param start of the visit, epoch ms
 */
export function blocks(
  service: Pick<ServiceFacts, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
  roomTurnoverMinutes: number,
  start: number,
): Blocks {
  const end = start + service.durationMinutes * MINUTE_MS;
  const blockedFrom = start - service.bufferBeforeMinutes * MINUTE_MS;
  return {
    visit: { start, end },
    therapist: { start: blockedFrom, end: end + service.bufferAfterMinutes * MINUTE_MS },
    room: { start: blockedFrom, end: end + Math.max(service.bufferAfterMinutes, roomTurnoverMinutes) * MINUTE_MS },
  };
}

/**
 * The stretch of time of which busy ranges, closures and time off have to be known to find every slot of a window. A
 * millisecond wider on both sides than what can overlap, because a range that only touches a block makes a slot leave fewer gaps.
 */
export function rangeToRead(
  window: Interval,
  service: Pick<ServiceFacts, 'durationMinutes' | 'bufferBeforeMinutes' | 'bufferAfterMinutes'>,
  longestTurnoverMinutes: number,
): Interval {
  const first = blocks(service, longestTurnoverMinutes, window.start).room;
  const last = blocks(service, longestTurnoverMinutes, window.end).room;
  return { start: first.start - 1, end: last.end + 1 };
}
