import { findOne, rowsOf } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Clinic, Technique } from '../../practices/index.js';
import { Therapist } from './therapist.entity.js';

export interface TherapistsQuery {
  readonly first: number;
  /** The name and id after which the page begins. */
  readonly after?: readonly [string, string];
  readonly clinicId?: string | null;
  readonly technique?: Technique | null;
  readonly includeArchived: boolean;
}

const WORKS_AT = `EXISTS (SELECT FROM therapist_clinics c
  WHERE c.practice_id = t.practice_id AND c.therapist_id = t.id AND c.clinic_id = :clinicId)`;
const QUALIFIED = `EXISTS (SELECT FROM therapist_techniques q
  WHERE q.practice_id = t.practice_id AND q.therapist_id = t.id AND q.technique = :technique)`;

/** By name, with one row more than asked for. Throws `NotFound` where the clinic is not one of the practice's. */
export async function therapistsPage(tx: Tx, query: TherapistsQuery): Promise<Therapist[]> {
  const { first, after, clinicId, technique, includeArchived } = query;
  if (clinicId) await findOne(tx, Clinic, 'clinic', clinicId);
  const { practiceId } = tx;
  const select = tx.manager.createQueryBuilder(Therapist, 't').where('t.practice_id = :practiceId', { practiceId });
  if (!includeArchived) select.andWhere('t.archived_at IS NULL');
  if (clinicId) select.andWhere(WORKS_AT, { clinicId });
  // Everybody can give a consultation: it is talk, and no treatment.
  if (technique && technique !== Technique.CONSULTATION) select.andWhere(QUALIFIED, { technique });
  if (after) select.andWhere('(t.name, t.id) > (:name, :id)', { name: after[0], id: after[1] });
  return select
    .orderBy('t.name')
    .addOrderBy('t.id')
    .limit(first + 1)
    .getMany();
}

export async function therapistsById(tx: Tx, ids: readonly string[]): Promise<Map<string, Therapist>> {
  const therapists = await rowsOf(tx, Therapist, 'WHERE practice_id = $1 AND id = ANY($2)', [tx.practiceId, ids]);
  return new Map(therapists.map((therapist) => [therapist.id, therapist]));
}

/**
 * Waits until no booking with the therapist is under way. Throws `NotFound` where they are not one of the practice's:
 * nobody may hold up the bookings of another one.
 */
export async function lockTherapist(tx: Tx, therapistId: string): Promise<void> {
  await findOne(tx, Therapist, 'therapist', therapistId);
  await tx.lock([therapistId]);
}
