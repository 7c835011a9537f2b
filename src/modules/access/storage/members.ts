import { IsNull } from 'typeorm';
import { isId, newId, NotFound, Unauthenticated } from '../../../kernel/index.js';
import type { Role } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Membership } from './membership.entity.js';

export interface StaffPage {
  readonly first: number;
  /** The name and id after which the page begins. */
  readonly after?: readonly [string, string];
  readonly includeEnded: boolean;
}

/** By name, with one row more than asked for. */
export function staffPage(tx: Tx, { first, after, includeEnded }: StaffPage): Promise<Membership[]> {
  const query = tx.manager
    .createQueryBuilder(Membership, 'm')
    .where('m.practice_id = :practiceId', { practiceId: tx.practiceId });
  if (!includeEnded) query.andWhere('m.ended_at IS NULL');
  if (after) query.andWhere('(m.name, m.id) > (:name, :id)', { name: after[0], id: after[1] });
  return query
    .orderBy('m.name')
    .addOrderBy('m.id')
    .take(first + 1)
    .getMany();
}

/** Throws `NotFound` where the practice has no such member, or has one no longer. */
export async function liveMember(tx: Tx, id: string): Promise<Membership> {
  const where = { practiceId: tx.practiceId, id, endedAt: IsNull() };
  const member = isId(id) ? await tx.manager.findOneBy(Membership, where) : null;
  if (!member) throw new NotFound('member of staff', id);
  return member;
}

export async function memberByEmail(tx: Tx, email: string): Promise<Membership | null> {
  return tx.manager.findOneBy(Membership, { practiceId: tx.practiceId, email, endedAt: IsNull() });
}

/**
 * Lets one change of roles happen at a time in a practice, and throws `Unauthenticated` where the actor lost the role
 * while waiting: two owners who demote each other at once must not both succeed.
 */
export async function lockRoles(tx: Tx): Promise<void> {
  await tx.lock([tx.practiceId]);
  if (tx.actor.kind !== 'staff') return;
  const { membershipId: id, role } = tx.actor;
  const stands = await tx.manager.existsBy(Membership, { practiceId: tx.practiceId, id, role, endedAt: IsNull() });
  if (!stands) throw new Unauthenticated('Your role has just changed. Sign in again.');
}

/** Whether the practice would be left without an owner. Ask only under `lockRoles`. */
export async function isLastOwner(tx: Tx, { role }: Membership): Promise<boolean> {
  if (role !== 'owner') return false;
  const owners = { practiceId: tx.practiceId, role, endedAt: IsNull() };
  return (await tx.manager.countBy(Membership, owners)) === 1;
}

/** Returns the id. Breaks `memberships_live` where the user is a member of the practice already. */
export async function insertMember(
  tx: Tx,
  member: { userId: string; name: string; email: string; role: Role },
): Promise<string> {
  const id = newId();
  await tx.manager.insert(Membership, { ...member, id, practiceId: tx.practiceId, version: 1 });
  return id;
}

/** The therapist record that a member treats clients as. */
export async function therapistOf(tx: Tx, membershipId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    'SELECT id FROM therapists WHERE practice_id = $1 AND membership_id = $2 AND archived_at IS NULL',
    [tx.practiceId, membershipId],
  );
  return row?.id ?? null;
}

/** Whether a live member treats clients as this therapist. Throws `NotFound` where the practice has no such therapist. */
export async function therapistHasLogin(tx: Tx, therapistId: string): Promise<boolean> {
  const [row] = await tx.sql<{ taken: boolean }>(
    `SELECT m.id IS NOT NULL AS taken FROM therapists t
       LEFT JOIN memberships m ON m.practice_id = t.practice_id AND m.id = t.membership_id AND m.ended_at IS NULL
     WHERE t.practice_id = $1 AND t.id = $2 AND t.archived_at IS NULL`,
    [tx.practiceId, therapistId],
  );
  if (!row) throw new NotFound('therapist', therapistId);
  return row.taken;
}

/** Lets the member treat clients as this therapist. Leaves a therapist alone that is archived or somebody else's by now. */
export async function linkTherapist(tx: Tx, therapistId: string, membershipId: string): Promise<void> {
  await tx.sql(
    `UPDATE therapists t SET membership_id = $3, version = version + 1, updated_at = $4
     WHERE practice_id = $1 AND id = $2 AND archived_at IS NULL AND NOT EXISTS (
       SELECT FROM memberships m WHERE m.practice_id = $1 AND m.id = t.membership_id AND m.ended_at IS NULL)`,
    [tx.practiceId, therapistId, membershipId, tx.now],
  );
}
