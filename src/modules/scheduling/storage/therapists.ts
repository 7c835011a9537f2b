import { NotFound } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Clinic } from '../../practices/index.js';
import { Therapist } from '../../therapists/index.js';

/** The therapist does not work at the clinic, so that hours there would mean nothing. */
export interface NotAtClinic {
  readonly kind: 'not_at_clinic';
  readonly therapistId: string;
  readonly clinicId: string;
}

/** Therapists see their own schedule, everybody else sees all. */
const maySee = ({ actor }: Tx, therapistId: string): boolean =>
  actor.kind !== 'staff' || actor.role !== 'therapist' || actor.therapistId === therapistId;

/** Throws `NotFound` where there is no such therapist whose schedule the actor may see. */
export async function findTherapist(tx: Tx, id: string): Promise<Therapist> {
  if (!maySee(tx, id)) throw new NotFound('therapist', id);
  return findOne(tx, Therapist, 'therapist', id);
}

/** The therapists of a clinic whose schedule the actor may see. Throws `NotFound` where there is no such clinic. */
export async function therapistsAt(tx: Tx, clinicId: string): Promise<string[]> {
  await findOne(tx, Clinic, 'clinic', clinicId);
  const rows = await tx.sql<{ id: string }>(
    'SELECT therapist_id AS id FROM therapist_clinics WHERE practice_id = $1 AND clinic_id = $2',
    [tx.practiceId, clinicId],
  );
  return rows.map(({ id }) => id).filter((id) => maySee(tx, id));
}

/** The clinics that a therapist works at, with their IANA zones. */
export function clinicsOf(tx: Tx, therapistId: string): Promise<{ clinicId: string; zone: string }[]> {
  return tx.sql(
    `SELECT c.id AS "clinicId", c.time_zone AS zone
     FROM therapist_clinics t JOIN clinics c ON c.practice_id = t.practice_id AND c.id = t.clinic_id
     WHERE t.practice_id = $1 AND t.therapist_id = $2`,
    [tx.practiceId, therapistId],
  );
}

export async function worksAt(tx: Tx, therapistId: string, clinicId: string): Promise<boolean> {
  return (await clinicsOf(tx, therapistId)).some((clinic) => clinic.clinicId === clinicId);
}
