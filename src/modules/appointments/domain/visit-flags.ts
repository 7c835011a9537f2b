import { overlaps } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import type { Status } from './status.js';

/** What the board points out about a visit. */
export type VisitFlag =
  'first_visit' | 'unconfirmed' | 'late' | 'rules_overridden' | 'needs_place' | 'therapist_decides';

interface Facts {
  readonly status: Status;
  readonly visit: Interval;
  readonly firstVisit: boolean;
  readonly overridden: boolean;
  /** Its therapist is to look at it before the session starts. */
  readonly therapistDecides: boolean;
  /** Epoch ms. */
  readonly now: number;
  /** Time off of its therapist, and closures of its clinic or room. */
  readonly away: readonly Interval[];
}

/** A visit that is over, or is none, needs no pointing out but for what it was. */
export function visitFlags({ status, visit, firstVisit, overridden, therapistDecides, now, away }: Facts): VisitFlag[] {
  const expected = status === 'pending_clearance' || status === 'booked' || status === 'confirmed';
  const flags: [VisitFlag, boolean][] = [
    ['first_visit', firstVisit],
    ['unconfirmed', status === 'booked' && visit.start > now],
    ['late', expected && visit.start <= now],
    ['rules_overridden', overridden],
    ['needs_place', expected && !overridden && away.some((span) => overlaps(span, visit))],
    ['therapist_decides', (expected || status === 'arrived') && therapistDecides],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}
