import { In } from 'typeorm';
import { InvalidInput, NotFound } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { clinicsById } from '../../practices/index.js';
import { TherapistClinic } from './therapist-clinic.entity.js';

/** The ids of the clinics that each therapist works at, archived clinics included. */
export async function clinicIdsByTherapist(tx: Tx, therapistIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.manager.find(TherapistClinic, {
    where: { practiceId: tx.practiceId, therapistId: In([...therapistIds]) },
    order: { clinicId: 'ASC' },
  });
  const clinicsOf = (id: string): string[] => rows.filter((row) => row.therapistId === id).map((row) => row.clinicId);
  return new Map(therapistIds.map((id) => [id, clinicsOf(id)]));
}

/**
 * Makes these, each named once, all the clinics of the therapist. Throws `NotFound` for a clinic that is not one of the
 * practice's, and `InvalidInput` for an archived one that they did not work at before.
 */
export async function replaceClinics(tx: Tx, therapistId: string, clinicIds: readonly string[]): Promise<void> {
  const { practiceId } = tx;
  const known = await clinicsById(tx, clinicIds);
  const before = new Set((await clinicIdsByTherapist(tx, [therapistId])).get(therapistId));
  for (const id of clinicIds) {
    const clinic = known.get(id);
    if (!clinic) throw new NotFound('clinic', id);
    if (clinic.archivedAt && !before.has(id)) {
      throw InvalidInput.of('clinicIds', 'archived', 'clinicIds must not name an archived clinic');
    }
  }
  await tx.manager.delete(TherapistClinic, { practiceId, therapistId });
  if (clinicIds.length === 0) return;
  const rows = clinicIds.map((clinicId) => ({ practiceId, therapistId, clinicId }));
  await tx.manager.insert(TherapistClinic, rows);
}
