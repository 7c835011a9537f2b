import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import type { Technique } from '../../practices/index.js';
import { TherapistTechnique } from './therapist-technique.entity.js';

/** A technique that somebody is qualified in, and for how many years, 0 to 80. */
export interface TechniqueExperience {
  readonly technique: Technique;
  readonly years: number;
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

/** Makes these, each named once, all the techniques of the therapist. */
export async function replaceTechniques(
  tx: Tx,
  therapistId: string,
  techniques: readonly TechniqueExperience[],
): Promise<void> {
  const { practiceId } = tx;
  await tx.manager.delete(TherapistTechnique, { practiceId, therapistId });
  if (techniques.length === 0) return;
  const rows = techniques.map(({ technique, years }) => ({ practiceId, therapistId, technique, years }));
  await tx.manager.insert(TherapistTechnique, rows);
}
