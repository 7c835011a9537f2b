import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
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
  execute(actor: Actor, draft: LicenceDraft): Promise<Licence> {
    refuseEndBeforeIssue(draft);
    const { therapistId } = draft;
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        await lockTherapist(tx, therapistId);
        const id = newId();
        await tx.manager.insert(Licence, { ...draft, id, practiceId: tx.practiceId });
        tx.record({ action: 'licence.added', subjectIds: [id, therapistId] });
        tx.emit('therapist.changed', { therapistId });
        return findOne(tx, Licence, 'licence', id);
      },
      repeatOf(Licence, 'licence'),
    );
  }
}
