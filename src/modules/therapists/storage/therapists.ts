import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { Therapist } from './therapist.entity.js';
import { TherapistClinic } from './therapist-clinic.entity.js';
import { TherapistTechnique } from './therapist-technique.entity.js';

export async function therapistsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Therapist>> {
  const therapists = await tx.manager.findBy(Therapist, { practiceId: tx.practiceId, id: In([...ids]) });
  return new Map(therapists.map((therapist) => [therapist.id, therapist]));
}

/** The techniques of each therapist, most experience first. */
export async function techniquesByTherapist(
  tx: Tx,
  therapistIds: readonly string[],
): Promise<Map<string, TherapistTechnique[]>> {
  const rows = await tx.manager.find(TherapistTechnique, {
    where: { practiceId: tx.practiceId, therapistId: In([...therapistIds]) },
    order: { years: 'DESC', technique: 'ASC' },
  });
  return new Map(therapistIds.map((id) => [id, rows.filter(({ therapistId }) => therapistId === id)]));
}

/** The ids of the clinics that each therapist works at, archived clinics included. */
export async function clinicIdsByTherapist(tx: Tx, therapistIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.manager.find(TherapistClinic, {
    where: { practiceId: tx.practiceId, therapistId: In([...therapistIds]) },
    order: { clinicId: 'ASC' },
  });
  const clinicsOf = (id: string): string[] => rows.filter((row) => row.therapistId === id).map((row) => row.clinicId);
  return new Map(therapistIds.map((id) => [id, clinicsOf(id)]));
}
