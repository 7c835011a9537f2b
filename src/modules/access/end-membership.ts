import { Injectable } from '@nestjs/common';
import { refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { LastOwner, OwnersOnly } from './domain/refusals.js';
import { mayManage } from './domain/role-rules.js';
import { isLastOwner, liveMember, lockRoles } from './storage/members.js';
import { Membership } from './storage/membership.entity.js';
import { endSessionsOfMember } from './storage/sessions.js';

type EndRefusal = OwnersOnly | LastOwner | StaleVersion;

/** Somebody leaves the practice: they are out at once, wherever they are signed in. What they did stays theirs. */
@Injectable()
export class EndMembership {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: StaffActor, id: string): Promise<Outcome<Membership, EndRefusal>> {
    return this.unitOfWork.run<Membership, EndRefusal>(
      actor,
      async (tx) => {
        await lockRoles(tx);
        const member = await liveMember(tx, id);
        if (!mayManage(actor.role, member.role)) return refuse({ kind: 'owners_only' });
        if (await isLastOwner(tx, member)) return refuse({ kind: 'last_owner' });
        const change = { id, version: member.version, changes: { endedAt: tx.now } };
        const outcome = await editVersioned(tx, Membership, 'member of staff', change);
        await endSessionsOfMember(tx, id, 'membership_ended');
        tx.record({ action: 'membership.ended', subjectIds: [id] });
        return outcome;
      },
      { repeat: repeatOf(Membership, 'member of staff') },
    );
  }
}
