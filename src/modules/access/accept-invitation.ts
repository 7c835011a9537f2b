import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { accessActor } from './access-actor.js';
import { AccountClaim } from './account-claim.js';
import { AdmitMember } from './admit-member.js';
import type { Challenged } from './admit-member.js';
import type { TokenNotValid, TooManyAttempts, WrongPassword } from './domain/refusals.js';
import { joinPractice } from './join-practice.js';
import type { Account } from './join-practice.js';
import type { Origin } from './password-check.js';
import { hashOfToken } from './secret-token.js';
import type { SignedIn } from './start-session.js';
import { Gate } from './storage/gate.js';
import { closeInvitation, takeInvitation } from './storage/invitations.js';

const NOT_VALID = { kind: 'token_not_valid' } as const;

/** Makes a member of whoever holds the token of an invitation, and signs them in, or with a second factor asks for it. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly gate: Gate,
    private readonly accounts: AccountClaim,
    private readonly unitOfWork: UnitOfWork,
    private readonly admitMember: AdmitMember,
  ) {}

  /** Throws `InvalidInput` for a new password that is not good enough. */
  async execute(
    { token, password }: { token: string; password: string },
    origin: Origin,
  ): Promise<Outcome<SignedIn | Challenged, TokenNotValid | WrongPassword | TooManyAttempts>> {
    const tokenHash = hashOfToken(token);
    const practiceId = await this.gate.practiceOfInvitation(tokenHash);
    if (!practiceId) return refuse(NOT_VALID);
    // Claimed between two units, since it hashes and counts attempts; the second unit looks at the invitation again.
    const invitation = await this.unitOfWork.do(accessActor(practiceId), (tx) => takeInvitation(tx, tokenHash));
    if (!invitation) return refuse(NOT_VALID);
    const claim = await this.accounts.execute({ email: invitation.email, password }, origin);
    if (!claim.ok) return claim;
    return this.join(practiceId, tokenHash, claim.value, origin);
  }

  private join(
    practiceId: string,
    tokenHash: Buffer,
    account: Account,
    origin: Origin,
  ): Promise<Outcome<SignedIn | Challenged, TokenNotValid | WrongPassword>> {
    return this.unitOfWork.run<SignedIn | Challenged, TokenNotValid | WrongPassword>(
      accessActor(practiceId),
      async (tx) => {
        const invitation = await takeInvitation(tx, tokenHash);
        if (!invitation) return refuse(NOT_VALID);
        const { id, name, role, therapistId } = invitation;
        await closeInvitation(tx, invitation, 'acceptedAt');
        tx.record({ action: 'invitation.accepted', subjectIds: [id] });
        const membershipId = await joinPractice(tx, { account, name, role, therapistId });
        return ok(await this.admitMember.execute(tx, membershipId, origin));
      },
      { refusals: { memberships_live: () => NOT_VALID, users_email: () => ({ kind: 'wrong_password' }) } },
    );
  }
}
