import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { liveMember } from '../access/index.js';
import type { Profile } from './add-therapist.js';
import { membershipTaken } from './domain/refusals.js';
import type { MembershipTaken } from './domain/refusals.js';
import { Therapist } from './storage/therapist.entity.js';

/** Changes nothing that a booking depends on, and so waits for none. */
@Injectable()
export class EditTherapist {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` for a member of staff that is not the practice's. */
  execute(
    actor: Actor,
    { id, version, changes }: { id: string; version: number; changes: Partial<Profile> },
  ): Promise<Outcome<Therapist, StaleVersion | MembershipTaken>> {
    return this.unitOfWork.run<Therapist, StaleVersion | MembershipTaken>(
      actor,
      async (tx) => {
        if (changes.membershipId) await liveMember(tx, changes.membershipId);
        const outcome = await editVersioned(tx, Therapist, 'therapist', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: 'therapist.edited', subjectIds: [id], details: { fields: Object.keys(changes) } });
        return outcome;
      },
      { refusals: { therapists_one_per_membership: membershipTaken }, repeat: repeatOf(Therapist, 'therapist') },
    );
  }
}
