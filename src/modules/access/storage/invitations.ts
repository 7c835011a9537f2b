import { IsNull } from 'typeorm';
import { isId, newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Invitation } from './invitation.entity.js';

const OPEN = { acceptedAt: IsNull(), revokedAt: IsNull() };

/** The latest first, with one row more than asked for; without accepted and revoked ones. */
export function openInvitations(tx: Tx, { first, after }: { first: number; after?: string }): Promise<Invitation[]> {
  const query = tx.manager
    .createQueryBuilder(Invitation, 'i')
    .where('i.practice_id = :practiceId AND i.accepted_at IS NULL AND i.revoked_at IS NULL', {
      practiceId: tx.practiceId,
    });
  if (after) query.andWhere('i.id < :after', { after });
  return query
    .orderBy('i.id', 'DESC')
    .take(first + 1)
    .getMany();
}

export async function findOpenInvitation(tx: Tx, id: string): Promise<Invitation | null> {
  return isId(id) ? tx.manager.findOneBy(Invitation, { practiceId: tx.practiceId, id, ...OPEN }) : null;
}

/** Reads the invitation of a token for good: no other unit accepts or revokes it meanwhile. */
export async function takeInvitation(tx: Tx, tokenHash: Buffer): Promise<Invitation | null> {
  const invitation = await tx.manager.findOne(Invitation, {
    where: { practiceId: tx.practiceId, tokenHash, ...OPEN },
    lock: { mode: 'pessimistic_write' },
  });
  return invitation && invitation.expiresAt > tx.now ? invitation : null;
}

/** Breaks `invitations_open` where the e-mail has an open invitation already; one that has expired makes room. */
export async function insertInvitation(
  tx: Tx,
  draft: Pick<Invitation, 'tokenHash' | 'email' | 'name' | 'role' | 'therapistId' | 'invitedBy' | 'expiresAt'>,
): Promise<Invitation> {
  await tx.sql(
    `UPDATE invitations SET revoked_at = $3
     WHERE practice_id = $1 AND lower(email) = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= $3`,
    [tx.practiceId, draft.email, tx.now],
  );
  const invitation = tx.manager.create(Invitation, {
    ...draft,
    id: newId(),
    practiceId: tx.practiceId,
    createdAt: tx.now,
    acceptedAt: null,
    revokedAt: null,
  });
  await tx.manager.insert(Invitation, invitation);
  return invitation;
}

export async function closeInvitation(tx: Tx, { id }: Invitation, how: 'acceptedAt' | 'revokedAt'): Promise<void> {
  await tx.manager.update(Invitation, { practiceId: tx.practiceId, id }, { [how]: tx.now });
}
