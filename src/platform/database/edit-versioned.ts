import { isId, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { rowsOf } from './rows-of.js';
import type { Tx } from './tx.js';

/** What every record that two people may edit at once has in common. */
export interface Versioned {
  practiceId: string;
  id: string;
  version: number;
  updatedAt: Date;
}

/** Somebody else has edited the record since the caller read it. */
export interface StaleVersion {
  readonly kind: 'stale_version';
  readonly currentVersion: number;
}

/** Reads a record of this practice. Throws `NotFound` where there is none: also where it is another practice's. */
export async function findOne<T extends Pick<Versioned, 'practiceId' | 'id'>>(
  tx: Tx,
  entity: new () => T,
  subject: string,
  id: string,
): Promise<T> {
  const [found] = isId(id) ? await rowsOf(tx, entity, 'WHERE practice_id = $1 AND id = $2', [tx.practiceId, id]) : [];
  if (!found) throw new NotFound(subject, id);
  return found;
}

/**
 * Writes the changes if the record still has the version that the caller saw, and raises the version. A field that is
 * undefined stays as it is. Throws `NotFound` where there is no such record.
 */
export async function editVersioned<T extends Versioned>(
  tx: Tx,
  entity: new () => T,
  subject: string,
  { id, version, changes }: { id: string; version: number; changes: NoInfer<Partial<T>> },
): Promise<Outcome<T, StaleVersion>> {
  const current = await findOne(tx, entity, subject, id);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const updated = await tx.manager
    .createQueryBuilder()
    .update(entity)
    .set({ ...given, version: () => 'version + 1', updatedAt: tx.now } as never)
    .where('practice_id = :practiceId AND id = :id AND version = :version', { practiceId: tx.practiceId, id, version })
    .execute();
  const after = await findOne(tx, entity, subject, id);
  if (updated.affected === 1) return ok(after);
  return refuse({ kind: 'stale_version', currentVersion: Math.max(current.version, after.version) });
}
