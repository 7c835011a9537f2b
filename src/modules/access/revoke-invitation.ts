import { Injectable } from '@nestjs/common';
import { NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { OwnersOnly } from './domain/refusals.js';
import { mayManage } from './domain/role-rules.js';
import { Invitation } from './storage/invitation.entity.js';
import { closeInvitation, findOpenInvitation } from './storage/invitations.js';

@Injectable()
export class RevokeInvitation {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where there is no such invitation, or it is not open any more. */
  execute(actor: StaffActor, id: string): Promise<Outcome<Invitation, OwnersOnly>> {
    return this.unitOfWork.run<Invitation, OwnersOnly>(
      actor,
      async (tx) => {
        const invitation = await findOpenInvitation(tx, id);
        if (!invitation) throw new NotFound('invitation', id);
        if (!mayManage(actor.role, invitation.role)) return refuse({ kind: 'owners_only' });
        await closeInvitation(tx, invitation, 'revokedAt');
        tx.record({ action: 'invitation.revoked', subjectIds: [id] });
        return ok(invitation);
      },
      { repeat: repeatOf(Invitation, 'invitation') },
    );
  }
}
