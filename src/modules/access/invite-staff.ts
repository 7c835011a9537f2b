import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, Role, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { normalEmail } from './domain/email.js';
import { INVITATION_MS } from './domain/limits.js';
import type { AlreadyInvited, AlreadyMember, OwnersOnly, TherapistHasLogin } from './domain/refusals.js';
import { mayManage } from './domain/role-rules.js';
import { newSecretToken } from './secret-token.js';
import type { Invitation } from './storage/invitation.entity.js';
import { insertInvitation } from './storage/invitations.js';
import { memberByEmail, therapistHasLogin } from './storage/members.js';

interface Invitee {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Who they will treat clients as. */
  readonly therapistId?: string | null;
}

interface Issued {
  readonly invitation: Invitation;
  /** Shown this once; the database knows its hash only. */
  readonly token: string;
}

type InviteRefusal = OwnersOnly | AlreadyMember | AlreadyInvited | TherapistHasLogin;

@Injectable()
export class InviteStaff {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where the practice has no such therapist. */
  async execute(actor: StaffActor, invitee: Invitee): Promise<Outcome<Issued, InviteRefusal>> {
    const { name, role, therapistId = null } = invitee;
    const email = normalEmail(invitee.email);
    if (!mayManage(actor.role, role)) return refuse({ kind: 'owners_only' });
    return this.unitOfWork.run<Issued, InviteRefusal>(
      actor,
      async (tx) => {
        const member = await memberByEmail(tx, email);
        if (member) return refuse({ kind: 'already_member', membershipId: member.id });
        if (therapistId && (await therapistHasLogin(tx, therapistId))) return refuse({ kind: 'therapist_has_login' });
        const { token, hash: tokenHash } = newSecretToken();
        const expiresAt = new Date(tx.now.getTime() + INVITATION_MS);
        const draft = { tokenHash, email, name, role, therapistId, invitedBy: actor.membershipId, expiresAt };
        const invitation = await insertInvitation(tx, draft);
        tx.record({ action: 'invitation.issued', subjectIds: [invitation.id], details: { role } });
        return ok({ invitation, token });
      },
      { refusals: { invitations_open: () => ({ kind: 'already_invited' }) } },
    );
  }
}
