import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { refuseEndBeforeIssue, saysTheSame } from './domain/licence.js';
import type { LicenceText } from './domain/licence.js';
import { Licence } from './storage/licence.entity.js';
import { lockTherapist } from './storage/therapists.js';

export type LicenceChanges = Partial<LicenceText & Pick<Licence, 'status'>>;

/** A licence that says something else than before has to be verified again. One that is suspended or revoked keeps its verification. */
@Injectable()
export class EditLicence {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Visits that were booked stay, and are listed as affected. Throws `InvalidInput` for an end before the issue. */
  execute(
    actor: Actor,
    { id, version, changes }: { id: string; version: number; changes: LicenceChanges },
  ): Promise<Outcome<Licence, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        const { therapistId } = await findOne(tx, Licence, 'licence', id);
        await lockTherapist(tx, therapistId);
        const before = await findOne(tx, Licence, 'licence', id);
        const after = { ...before, ...changes };
        refuseEndBeforeIssue(after);
        const verification = saysTheSame(before, after) ? {} : { verifiedBy: null, verifiedAt: null };
        const outcome = await editVersioned(tx, Licence, 'licence', {
          id,
          version,
          changes: { ...changes, ...verification },
        });
        if (!outcome.ok) return outcome;
        const details = { fields: Object.keys(changes), status: outcome.value.status };
        tx.record({ action: 'licence.edited', subjectIds: [id, therapistId], details });
        tx.emit('therapist.changed', { therapistId });
        return outcome;
      },
      { repeat: repeatOf(Licence, 'licence') },
    );
  }
}
