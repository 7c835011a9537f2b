import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { AccessTokens } from './access-tokens.js';
import type { Origin } from './password-check.js';
import { newSecretToken } from './secret-token.js';
import { liveMember, therapistOf } from './storage/members.js';
import type { Membership } from './storage/membership.entity.js';
import { factorStatusOf } from './storage/second-factors.js';
import type { FactorStatus } from './storage/second-factors.js';
import { openSession } from './storage/sessions.js';

/** What somebody holds who has come in. */
export interface SignedIn {
  readonly actor: StaffActor;
  readonly member: Membership;
  readonly factor: FactorStatus;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
}

/** Opens a session of a member in a unit of work of the practice. Whoever calls it has made sure who is asking. */
@Injectable()
export class StartSession {
  constructor(private readonly tokens: AccessTokens) {}

  async execute(tx: Tx, membershipId: string, origin: Origin): Promise<SignedIn> {
    const member = await liveMember(tx, membershipId);
    const { token: refreshToken, hash: tokenHash } = newSecretToken();
    const sessionId = newId();
    await openSession(tx, { id: sessionId, membershipId, tokenHash, origin });
    tx.record({ action: 'session.opened', subjectIds: [member.userId, sessionId] });
    return this.admit(tx, member, sessionId, refreshToken);
  }

  /** Issues an access token for the member as they are now. */
  async admit(tx: Tx, member: Membership, sessionId: string, refreshToken: string): Promise<SignedIn> {
    const { id: membershipId, practiceId, userId, role } = member;
    const [therapistId, factor] = await Promise.all([therapistOf(tx, membershipId), factorStatusOf(tx, userId)]);
    const actor: StaffActor = { kind: 'staff', practiceId, userId, membershipId, sessionId, role, therapistId };
    const { token: accessToken, expiresAt: accessTokenExpiresAt } = await this.tokens.issue(actor);
    return { actor, member, factor, accessToken, accessTokenExpiresAt, refreshToken };
  }
}
