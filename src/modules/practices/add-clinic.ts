import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
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
  Partial<Pick<Clinic, 'address' | 'phone' | 'emergencyNumber'>>;

@Injectable()
export class AddClinic {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: Actor, draft: ClinicDraft): Promise<Clinic> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const id = newId();
        await tx.manager.insert(Clinic, { ...draft, id, practiceId: tx.practiceId });
        tx.record({ action: 'clinic.added', subjectIds: [id] });
        return findOne(tx, Clinic, 'clinic', id);
      },
      repeatOf(Clinic, 'clinic'),
    );
  }
}
