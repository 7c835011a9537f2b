import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Therapist } from './storage/therapist.entity.js';
import { replaceClinics } from './storage/therapist-clinics.js';
import { lockTherapist } from './storage/therapists.js';

/** Decides where the therapist can be booked from now on. Visits that were booked stay, and are listed as affected. */
@Injectable()
export class SetTherapistClinics {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` for a clinic that is not the practice's, and `InvalidInput` for an archived one that is new to them. */
  execute(
    actor: Actor,
    { therapistId: id, version, clinicIds }: { therapistId: string; version: number; clinicIds: readonly string[] },
  ): Promise<Outcome<Therapist, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await lockTherapist(tx, id);
        const outcome = await editVersioned(tx, Therapist, 'therapist', { id, version, changes: {} });
        if (!outcome.ok) return outcome;
        await replaceClinics(tx, id, clinicIds);
        tx.record({ action: 'therapist.clinics_set', subjectIds: [id], details: { clinicIds } });
        tx.emit('therapist.changed', { therapistId: id });
        return outcome;
      },
      { repeat: repeatOf(Therapist, 'therapist') },
    );
  }
}
