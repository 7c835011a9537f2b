import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/index.js';
import { LicenceStatus } from '../domain/licence.js';
import { Licence } from './licence.entity.js';

export interface LicencesEndingQuery {
  /** YYYY-MM-DD. */
  readonly before: string;
  readonly first: number;
  /** The last valid date and the id after which the page begins. */
  readonly after?: readonly [string, string];
}

/** The licences of each therapist, whatever their status, the earliest issued first. */
export async function licencesByTherapist(tx: Tx, therapistIds: readonly string[]): Promise<Map<string, Licence[]>> {
  const rows = await tx.manager.find(Licence, {
    where: { practiceId: tx.practiceId, therapistId: In([...therapistIds]) },
    order: { issuedOn: 'ASC', id: 'ASC' },
  });
  return new Map(therapistIds.map((id) => [id, rows.filter(({ therapistId }) => therapistId === id)]));
}

const OF_SOMEBODY_AT_WORK = `EXISTS (SELECT FROM therapists t
  WHERE t.practice_id = l.practice_id AND t.id = l.therapist_id AND t.archived_at IS NULL)`;
const NOT_RENEWED = `NOT EXISTS (SELECT FROM licences n
  WHERE n.practice_id = l.practice_id AND n.therapist_id = l.therapist_id AND n.kind = l.kind AND n.type = l.type
    AND n.jurisdiction = l.jurisdiction AND n.status = l.status
    AND (n.expires_on IS NULL OR (n.expires_on, n.id) > (l.expires_on, l.id)))`;

/**
 * The active licences of therapists at work whose last valid date is before a date, also where it has passed: the
 * earliest first, with one row more than asked for. One that another of the same type outlasts is not among them.
 */
export function licencesEnding(tx: Tx, { before, first, after }: LicencesEndingQuery): Promise<Licence[]> {
  const select = tx.manager
    .createQueryBuilder(Licence, 'l')
    .where('l.practice_id = :practiceId AND l.status = :status', {
      practiceId: tx.practiceId,
      status: LicenceStatus.ACTIVE,
    })
    .andWhere('l.expires_on < :before', { before })
    .andWhere(OF_SOMEBODY_AT_WORK)
    .andWhere(NOT_RENEWED);
  if (after) select.andWhere('(l.expires_on, l.id) > (:date, :id)', { date: after[0], id: after[1] });
  return select
    .orderBy('l.expires_on')
    .addOrderBy('l.id')
    .limit(first + 1)
    .getMany();
}
