import { Injectable } from '@nestjs/common';
import { NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { NoSecondFactor, OwnersOnly, OwnSecondFactor, WorksElsewhere } from './domain/refusals.js';
import { mayManage } from './domain/role-rules.js';
import { liveMember } from './storage/members.js';
import type { Membership } from './storage/membership.entity.js';
import { resetFactorOf } from './storage/second-factors.js';
import { endSessionsOf } from './storage/sessions.js';

type Refused = OwnersOnly | WorksElsewhere | NoSecondFactor | OwnSecondFactor;

/** Takes the second factor off a colleague who has lost it. The password stays, and all their sessions end. */
@Injectable()
export class ResetSecondFactor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: StaffActor, membershipId: string): Promise<Outcome<Membership, Refused>> {
    return this.unitOfWork.run<Membership, Refused>(actor, async (tx) => {
      const member = await liveMember(tx, membershipId);
      // Else whoever has found an open session of a manager would need neither their password nor a code.
      if (member.userId === actor.userId) return refuse({ kind: 'own_second_factor' });
      if (!mayManage(actor.role, member.role)) return refuse({ kind: 'owners_only' });
      const outcome = await resetFactorOf(tx, member.id);
      if (outcome === 'absent') throw new NotFound('member of staff', membershipId);
      if (outcome === 'elsewhere') return refuse({ kind: 'works_elsewhere' });
      if (outcome === 'off') return refuse({ kind: 'no_second_factor' });
      await endSessionsOf(tx, member.userId, null, 'second_factor_reset');
      tx.record({ action: 'second_factor.reset', subjectIds: [member.id, member.userId] });
      return ok(member);
    });
  }
}
