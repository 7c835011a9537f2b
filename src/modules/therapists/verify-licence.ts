import { Injectable } from '@nestjs/common';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { editVersioned, findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Licence } from './storage/licence.entity.js';
import { lockTherapist } from './storage/therapists.js';

/** Records that the actor has compared what the licence says with the document or the register. */
@Injectable()
export class VerifyLicence {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: StaffActor,
    { id, version }: { id: string; version: number },
  ): Promise<Outcome<Licence, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        const { therapistId } = await findOne(tx, Licence, 'licence', id);
        await lockTherapist(tx, therapistId);
        const changes = { verifiedBy: actor.membershipId, verifiedAt: tx.now };
        const outcome = await editVersioned(tx, Licence, 'licence', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: 'licence.verified', subjectIds: [id, therapistId] });
        tx.emit('therapist.changed', { therapistId });
        return outcome;
      },
      { repeat: repeatOf(Licence, 'licence') },
    );
  }
}
