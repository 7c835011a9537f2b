import { Injectable } from '@nestjs/common';
import { newId, ok } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { claimKey, findOne, UnitOfWork } from '../../platform/database/index.js';
import type { KeyReused } from '../../platform/database/index.js';
import { Clinic } from './storage/clinic.entity.js';

export type ClinicDraft = Pick<
  Clinic,
  | 'name'
  | 'timeZone'
  | 'jurisdiction'
  | 'licenceRequired'
  | 'slotStepMinutes'
  | 'minimumNoticeMinutes'
  | 'horizonDays'
  | 'holdMinutes'
> &
  Partial<Pick<Clinic, 'address' | 'phone'>>;

@Injectable()
export class AddClinic {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: Actor, draft: ClinicDraft, key?: string | null): Promise<Outcome<Clinic, KeyReused>> {
    return this.unitOfWork.run(actor, async (tx) => {
      const id = newId();
      const claim = await claimKey(tx, { key, operation: 'addClinic', body: draft, resultId: id });
      if (!claim.ok) return claim;
      if (claim.value) return ok(await findOne(tx, Clinic, 'clinic', claim.value));
      await tx.manager.insert(Clinic, { ...draft, id, practiceId: tx.practiceId });
      tx.record({ action: 'clinic.added', subjectIds: [id] });
      return ok(await findOne(tx, Clinic, 'clinic', id));
    });
  }
}
