import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { ClinicDraft } from './add-clinic.js';
import { Clinic } from './storage/clinic.entity.js';
import { lockClinic } from './storage/clinics.js';

/** The time zone is not among the changes: see the module's page. */
export type ClinicChanges = Partial<Omit<ClinicDraft, 'timeZone'>>;

@Injectable()
export class EditClinic {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, changes }: { id: string; version: number; changes: ClinicChanges },
  ): Promise<Outcome<Clinic, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await lockClinic(tx, id);
        const outcome = await editVersioned(tx, Clinic, 'clinic', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: 'clinic.edited', subjectIds: [id], details: { fields: Object.keys(changes) } });
        tx.emit('clinic.changed', { clinicId: id });
        return outcome;
      },
      { repeat: repeatOf(Clinic, 'clinic') },
    );
  }
}
