import { Injectable } from '@nestjs/common';
import { NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { PASSWORD_RESET_MS } from './domain/limits.js';
import type { OwnersOnly, WorksElsewhere } from './domain/refusals.js';
import { mayManage } from './domain/role-rules.js';
import { newSecretToken } from './secret-token.js';
import { liveMember } from './storage/members.js';
import { openPasswordReset } from './storage/users.js';

interface Issued {
  /** Shown this once, to be handed to the member in person. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Lets a member who has forgotten their password set a new one. An earlier reset of theirs ends. */
@Injectable()
export class IssuePasswordReset {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: StaffActor, membershipId: string): Promise<Outcome<Issued, OwnersOnly | WorksElsewhere>> {
    return this.unitOfWork.run<Issued, OwnersOnly | WorksElsewhere>(actor, async (tx) => {
      const member = await liveMember(tx, membershipId);
      if (!mayManage(actor.role, member.role)) return refuse({ kind: 'owners_only' });
      const { token, hash: tokenHash } = newSecretToken();
      const expiresAt = new Date(tx.now.getTime() + PASSWORD_RESET_MS);
      const outcome = await openPasswordReset(tx, { membershipId, tokenHash, expiresAt });
      if (outcome === 'absent') throw new NotFound('member of staff', membershipId);
      if (outcome === 'elsewhere') return refuse({ kind: 'works_elsewhere' });
      tx.record({ action: 'password_reset.issued', subjectIds: [membershipId] });
      return ok({ token, expiresAt });
    });
  }
}
