import type { Role } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { insertMember, linkTherapist } from './storage/members.js';
import { insertUser } from './storage/users.js';

/** The account of a new member. One that is yet to be made has a password's hash. */
export interface Account {
  readonly userId: string;
  readonly email: string;
  readonly passwordHash?: string;
}

interface NewMember {
  readonly account: Account;
  readonly name: string;
  readonly role: Role;
  readonly therapistId?: string | null;
}

/** Makes a member of the unit's practice, and their account where it is new. Returns the membership's id. */
export async function joinPractice(tx: Tx, { account, name, role, therapistId }: NewMember): Promise<string> {
  const { userId, email, passwordHash } = account;
  if (passwordHash) await insertUser(tx, { userId, email, passwordHash });
  const membershipId = await insertMember(tx, { userId, name, email, role });
  if (therapistId) await linkTherapist(tx, therapistId, membershipId);
  tx.record({ action: 'membership.started', subjectIds: [membershipId, userId], details: { role, therapistId } });
  return membershipId;
}
