import { Injectable } from '@nestjs/common';
import { newId, ok } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { claimKey, findOne, UnitOfWork } from '../../platform/database/index.js';
import type { KeyReused } from '../../platform/database/index.js';
import { refuseEndBeforeIssue } from './domain/licence.js';
import type { LicenceText } from './domain/licence.js';
import { Licence } from './storage/licence.entity.js';
import { lockTherapist } from './storage/therapists.js';

export interface LicenceDraft extends LicenceText {
  readonly therapistId: string;
}

/** A new licence is active, and counts once it is verified. */
@Injectable()
export class AddLicence {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` for a therapist that is not the practice's, and `InvalidInput` for an end before the issue. */
  execute(actor: Actor, draft: LicenceDraft, key?: string | null): Promise<Outcome<Licence, KeyReused>> {
    refuseEndBeforeIssue(draft);
    const { therapistId } = draft;
    return this.unitOfWork.run(actor, async (tx) => {
      await lockTherapist(tx, therapistId);
      const id = newId();
      const claim = await claimKey(tx, { key, operation: 'addLicence', body: draft, resultId: id });
      if (!claim.ok) return claim;
      if (claim.value) return ok(await findOne(tx, Licence, 'licence', claim.value));
      await tx.manager.insert(Licence, { ...draft, id, practiceId: tx.practiceId });
      tx.record({ action: 'licence.added', subjectIds: [id, therapistId] });
      tx.emit('therapist.changed', { therapistId });
      return ok(await findOne(tx, Licence, 'licence', id));
    });
  }
}
