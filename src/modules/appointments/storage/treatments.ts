import type { Tx } from '../../../platform/database/index.js';
import type { PressureRange, Technique } from '../../practices/domain/index.js';
import { localDate } from '../../scheduling/domain/index.js';

/** What is done in a visit, and where, as far as screening asks. */
export interface TreatmentAtClinic {
  readonly technique: Technique;
  readonly pressure: PressureRange | null;
  /** IANA name. */
  readonly zone: string;
}

interface Asked {
  readonly serviceId: string;
  readonly clinicId: string;
}

/** Of the service `s` at the clinic `c`. */
export const TREATMENT = `json_build_object('technique', s.technique, 'zone', c.time_zone, 'pressure',
    CASE WHEN s.pressure_min IS NOT NULL THEN json_build_object('min', s.pressure_min, 'max', s.pressure_max) END)`;

const SELECT = `SELECT ${TREATMENT} AS treatment
  FROM services s, clinics c WHERE s.practice_id = $1 AND s.id = $2 AND c.practice_id = $1 AND c.id = $3`;

/** Undefined where the service or the clinic is not the practice's. */
export async function findTreatment(tx: Tx, { serviceId, clinicId }: Asked): Promise<TreatmentAtClinic | undefined> {
  const [found] = await tx.sql<{ treatment: TreatmentAtClinic }>(SELECT, [tx.practiceId, serviceId, clinicId]);
  return found?.treatment;
}

/** What is to be screened of a visit: its treatment, and its date in the clinic's calendar. `start` is epoch ms. */
export const toScreen = ({ zone, technique, pressure }: TreatmentAtClinic, start: number) => ({
  treatment: { technique, pressure },
  date: localDate(zone, start),
});

const OFFERED = `SELECT s.id FROM services s WHERE s.practice_id = $1 AND s.archived_at IS NULL
  AND EXISTS (SELECT FROM rooms r WHERE r.practice_id = $1 AND r.clinic_id = $2 AND r.archived_at IS NULL
    AND r.features @> s.required_features)
  AND EXISTS (SELECT FROM therapist_clinics c JOIN therapists t ON t.practice_id = $1 AND t.id = c.therapist_id
    WHERE c.practice_id = $1 AND c.clinic_id = $2 AND t.archived_at IS NULL AND (s.technique = 'consultation' OR EXISTS (
      SELECT FROM therapist_techniques q WHERE q.practice_id = $1 AND q.therapist_id = t.id AND q.technique = s.technique)))`;

/** The ids of the services for which the clinic has a therapist and a room. */
export async function servicesAtClinic(tx: Tx, clinicId: string): Promise<Set<string>> {
  const rows = await tx.sql<{ id: string }>(OFFERED, [tx.practiceId, clinicId]);
  return new Set(rows.map(({ id }) => id));
}
