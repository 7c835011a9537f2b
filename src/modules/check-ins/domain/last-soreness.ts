import type { Treatment } from './expected-soreness.js';
import type { Triage } from './triage.js';
import { isAtLeast, suggestsLessPressure } from './triage.js';

/** One answer as the next visit's therapist sees it. */
export interface SorenessTold {
  readonly soreness: number | null;
  readonly hoursAfter: number;
  readonly triage: Triage;
}

/** What a therapist is to know of the session before (DOMAIN.md, Soreness check-in). */
export interface LastSoreness extends SorenessTold {
  readonly technique: Treatment['technique'] | null;
  readonly pressure: number | null;
  readonly suggestsLessPressure: boolean;
  /** "Sore 6/10 at 48 h after deep tissue at pressure 4". */
  readonly text: string;
}

/** The worst of the answers after a session, the latest of two that are as bad; the gravest outcome of all. Null for none. */
export function lastSoreness(told: readonly SorenessTold[], treated: Treatment | null): LastSoreness | null {
  const [worst] = [...told].sort((a, b) => (b.soreness ?? -1) - (a.soreness ?? -1) || b.hoursAfter - a.hoursAfter);
  if (!worst) return null;
  const triage = told.reduce((gravest, one) => (isAtLeast(one.triage, gravest) ? one.triage : gravest), worst.triage);
  const { soreness, hoursAfter } = worst;
  const { technique = null, pressure = null } = treated ?? {};
  return {
    ...{ soreness, hoursAfter, triage, technique, pressure, suggestsLessPressure: suggestsLessPressure(triage) },
    text: `${sorenessInWords(soreness)} at ${hoursAfter} h${treated ? ` after ${treatmentInWords(treated)}` : ''}`,
  };
}

function sorenessInWords(soreness: number | null): string {
  if (soreness === null) return 'A red flag was told';
  return soreness === 0 ? 'Not sore' : `Sore ${soreness}/10`;
}

const treatmentInWords = ({ technique, pressure }: Treatment): string =>
  `${technique.replaceAll('_', ' ')}${pressure === null ? '' : ` at pressure ${pressure}`}`;
