import { Injectable } from '@nestjs/common';
import { refuse } from '../../kernel/index.js';
import type { Outcome, Role, StaffActor } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { LastOwner, OwnersOnly } from './domain/refusals.js';
import { mayManage } from './domain/role-rules.js';
import { isLastOwner, liveMember, lockRoles } from './storage/members.js';
import { Membership } from './storage/membership.entity.js';

type RoleRefusal = OwnersOnly | LastOwner | StaleVersion;

/** Gives a member another role. It counts at once: tokens with the old one are refused, and must be refreshed. */
@Injectable()
export class ChangeStaffRole {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: StaffActor,
    { membershipId: id, version, role }: { membershipId: string; version: number; role: Role },
  ): Promise<Outcome<Membership, RoleRefusal>> {
    return this.unitOfWork.run<Membership, RoleRefusal>(
      actor,
      async (tx) => {
        await lockRoles(tx);
        const member = await liveMember(tx, id);
        if (!mayManage(actor.role, member.role) || !mayManage(actor.role, role)) return refuse({ kind: 'owners_only' });
        if (role !== 'owner' && (await isLastOwner(tx, member))) return refuse({ kind: 'last_owner' });
        const outcome = await editVersioned(tx, Membership, 'member of staff', { id, version, changes: { role } });
        if (outcome.ok) {
          tx.record({ action: 'membership.role_changed', subjectIds: [id], details: { from: member.role, to: role } });
        }
        return outcome;
      },
      { repeat: repeatOf(Membership, 'member of staff') },
    );
  }
}
