import { CONSULTATION } from './scheduling-facts.js';
import type { TherapistFacts } from './scheduling-facts.js';

/**
 * Only therapists qualified in a service's technique can be booked for it (DOMAIN.md, records, consent, licences). A
 * consultation is talk and no treatment, so everybody who is a therapist can give one.
 */
export const isQualified = (therapist: Pick<TherapistFacts, 'techniques'>, technique: string): boolean =>
  technique === CONSULTATION || therapist.techniques.some((known) => known.technique === technique);

/** Years of experience with a technique, 0 where none is recorded. */
export const yearsWith = (therapist: Pick<TherapistFacts, 'techniques'>, technique: string): number =>
  Math.max(0, ...therapist.techniques.filter((known) => known.technique === technique).map(({ years }) => years));
