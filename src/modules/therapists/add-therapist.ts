import { Injectable } from '@nestjs/common';
import { newId, ok } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { liveMember } from '../access/index.js';
import { membershipTaken } from './domain/refusals.js';
import type { MembershipTaken } from './domain/refusals.js';
import { Therapist } from './storage/therapist.entity.js';
import { replaceClinics } from './storage/therapist-clinics.js';
import { replaceTechniques } from './storage/therapist-techniques.js';
import type { TechniqueExperience } from './storage/therapist-techniques.js';

/** Of the person, apart from what they may be booked for. */
export type Profile = Pick<Therapist, 'name' | 'conditions' | 'backMassageYears'> &
  Partial<Pick<Therapist, 'email' | 'phone' | 'membershipId'>>;

export interface TherapistDraft extends Profile {
  readonly techniques: readonly TechniqueExperience[];
  readonly clinicIds: readonly string[];
}

@Injectable()
export class AddTherapist {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Throws `NotFound` for a clinic or a member of staff that is not the practice's, and `InvalidInput` for an archived
   * clinic.
   */
  execute(actor: Actor, draft: TherapistDraft): Promise<Outcome<Therapist, MembershipTaken>> {
    const { techniques, clinicIds, ...profile } = draft;
    return this.unitOfWork.run<Therapist, MembershipTaken>(
      actor,
      async (tx) => {
        const id = newId();
        if (profile.membershipId) await liveMember(tx, profile.membershipId);
        await tx.manager.insert(Therapist, { ...profile, id, practiceId: tx.practiceId });
        await replaceTechniques(tx, id, techniques);
        await replaceClinics(tx, id, clinicIds);
        tx.record({ action: 'therapist.added', subjectIds: [id], details: { clinicIds } });
        return ok(await findOne(tx, Therapist, 'therapist', id));
      },
      { refusals: { therapists_one_per_membership: membershipTaken }, repeat: repeatOf(Therapist, 'therapist') },
    );
  }
}
