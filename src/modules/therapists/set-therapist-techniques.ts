import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Therapist } from './storage/therapist.entity.js';
import { replaceTechniques } from './storage/therapist-techniques.js';
import type { TechniqueExperience } from './storage/therapist-techniques.js';
import { lockTherapist } from './storage/therapists.js';

/** Decides what the therapist can be booked for from now on. Visits that were booked stay, and are listed as affected. */
@Injectable()
export class SetTherapistTechniques {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    {
      therapistId: id,
      version,
      techniques,
    }: Readonly<{ therapistId: string; version: number; techniques: readonly TechniqueExperience[] }>,
  ): Promise<Outcome<Therapist, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await lockTherapist(tx, id);
        const outcome = await editVersioned(tx, Therapist, 'therapist', { id, version, changes: {} });
        if (!outcome.ok) return outcome;
        await replaceTechniques(tx, id, techniques);
        const codes = techniques.map(({ technique }) => technique);
        tx.record({ action: 'therapist.techniques_set', subjectIds: [id], details: { techniques: codes } });
        tx.emit('therapist.changed', { therapistId: id });
        return outcome;
      },
      { repeat: repeatOf(Therapist, 'therapist') },
    );
  }
}
