import { compareLevels, labelOf, VerdictLevel } from '../../screening/domain/index.js';
import type { ScreeningLabel } from '../../screening/domain/index.js';
import { CLEARANCE_DEADLINE_MINUTES } from './status.js';
import type { Status } from './status.js';

/** What the front desk notes of what a client who arrives has to tell: no more than whom it is for. */
export type ArrivalAnswer = 'nothing_new' | 'ask_therapist';

const { NOT_SCREENED, CLEARANCE, DEFER } = VerdictLevel;

/** Whether nothing but new answers makes the visit possible: no clearance and no therapist does. */
export const isDeferred = (level: VerdictLevel): boolean => compareLevels(level, DEFER) >= 0;

/**
 * As what a visit with this verdict may be booked, or null where it may not. One that needs a clearance waits for it, unless
 * its slot would have to be released at once. Times are epoch ms.
 */
export function bookableAs(
  level: VerdictLevel,
  { start, now }: { start: number; now: number },
): 'booked' | 'pending_clearance' | null {
  if (isDeferred(level)) return null;
  if (level !== CLEARANCE) return 'booked';
  return clearanceDeadline(start) > now ? 'pending_clearance' : null;
}

/** Until when a clearance has to be there, epoch ms. */
export const clearanceDeadline = (start: number): number => start - CLEARANCE_DEADLINE_MINUTES * 60_000;

/** What of a visit bears on whether its session may start. */
export interface ScreenedVisit {
  readonly level: VerdictLevel;
  /** As it was when somebody took the visit on so. */
  readonly accepted: VerdictLevel | null;
  /** Answers are missing, too old or open, whatever else the verdict says. */
  readonly unscreened: boolean;
  readonly arrivalAnswer: ArrivalAnswer | null;
  /** The treating therapist has decided about this visit, in view of the last answers. */
  readonly decided: boolean;
}

/** Worse than it was when somebody took the visit on so: new answers, or a clearance that was withdrawn. */
export const isWorsened = (level: VerdictLevel, accepted: VerdictLevel | null): boolean =>
  compareLevels(level, accepted ?? VerdictLevel.CLEAR) > 0;

/** Whether the treating therapist has to decide before the session starts (DOMAIN.md, Screening). */
export function needsDecision({ decided, unscreened, arrivalAnswer, level, accepted }: ScreenedVisit): boolean {
  if (decided) return false;
  return (
    unscreened ||
    level === NOT_SCREENED ||
    level === CLEARANCE ||
    isDeferred(level) ||
    isWorsened(level, accepted) ||
    arrivalAnswer === 'ask_therapist'
  );
}

/** What of a visit that stands screening may change. */
interface Standing {
  readonly status: Status;
  readonly screeningLevel: VerdictLevel | null;
  readonly screeningAccepted: VerdictLevel | null;
  readonly awaitsTherapist: boolean;
  readonly arrivalAnswer: ArrivalAnswer | null;
}

/**
 * How a visit stands by a new verdict; the same object where nothing has changed. One that waited for a clearance is booked
 * where it needs none any more; no other status changes, however bad the verdict is. Whoever decided about a visit has
 * taken it on as it is, and what is milder than that is taken on too. Before the client comes, the therapist is asked about
 * what has become worse; from then on about all that needs a decision.
 */
export function afterRescreening<V extends Standing>(
  visit: V,
  { level, unscreened, decided }: Pick<ScreenedVisit, 'level' | 'unscreened' | 'decided'>,
): V {
  const { arrivalAnswer } = visit;
  const before = visit.screeningAccepted ?? level;
  const accepted = decided || compareLevels(level, before) < 0 ? level : before;
  const cleared = visit.status === 'pending_clearance' && compareLevels(level, CLEARANCE) < 0;
  const awaitsTherapist =
    visit.status === 'arrived'
      ? needsDecision({ level, accepted, unscreened, arrivalAnswer, decided })
      : isWorsened(level, accepted);
  const after = { screeningLevel: level, screeningAccepted: accepted, awaitsTherapist };
  const same = !cleared && Object.entries(after).every(([key, value]) => visit[key as keyof typeof after] === value);
  return same ? visit : { ...visit, ...after, status: cleared ? 'booked' : visit.status };
}

/** What staff see of it; null for a hold for nobody. A visit that was never looked at is not screened. */
export const screeningLabelOf = ({
  clientId,
  screeningLevel,
}: {
  readonly clientId: string | null;
  readonly screeningLevel: VerdictLevel | null;
}): ScreeningLabel | null => (clientId === null ? null : labelOf(screeningLevel ?? NOT_SCREENED));
