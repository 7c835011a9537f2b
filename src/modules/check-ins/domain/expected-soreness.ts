import { Soreness, TECHNIQUES } from '../../practices/domain/index.js';
import type { PressureRange, Technique } from '../../practices/domain/index.js';

/** What was done, or is booked, of one technique. Pressure on Walton's scale, 1 to 5; null where nothing is pressed. */
export interface Treatment {
  readonly technique: Technique;
  readonly pressure: number | null;
}

/** The treatment that a booked service is certain to be: with its lowest pressure, since only the note tells how deep it went. */
export const bookedTreatment = (technique: Technique, pressure: PressureRange | null): Treatment => ({
  technique,
  pressure: pressure?.min ?? null,
});

const DEEP = 4;
const RISING = [Soreness.NONE, Soreness.LOW, Soreness.MEDIUM, Soreness.HIGH] as const;
const rank = (level: Soreness): number => RISING.indexOf(level);

function sorenessOf({ technique, pressure }: Treatment): Soreness {
  const { soreness } = TECHNIQUES[technique];
  return soreness !== Soreness.NONE && pressure !== null && pressure >= DEEP ? Soreness.HIGH : soreness;
}

/**
 * How much soreness is to be expected after a session (DOMAIN.md, Soreness check-in): that of its sorest technique, `high` at
 * pressure 4 or more whatever the technique, and at least `medium` after a client's first treatment. After a
 * consultation, or where nothing was done, none.
 */
export function expectedSoreness(
  treatments: readonly Treatment[],
  { isFirst }: { readonly isFirst: boolean },
): Soreness {
  const most = Math.max(0, ...treatments.map((treatment) => rank(sorenessOf(treatment))));
  const least = isFirst && most > 0 ? rank(Soreness.MEDIUM) : 0;
  return RISING[Math.max(most, least)]!;
}

/** The treatment after which most soreness is to be expected, the deepest of several; null where nothing was done. */
export function sorestTreatment(treatments: readonly Treatment[]): Treatment | null {
  const [sorest] = [...treatments].sort(
    (a, b) => rank(sorenessOf(b)) - rank(sorenessOf(a)) || (b.pressure ?? 0) - (a.pressure ?? 0),
  );
  return sorest ?? null;
}
