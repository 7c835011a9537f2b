import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import { liveMember } from '../access/index.js';
import { readPhoneNumber } from '../clients/index.js';
import { Clinic, Practice } from '../practices/index.js';
import { onCallOf, writeOnCall } from './storage/on-call.js';
import type { OnCallMember } from './storage/on-call.js';

export interface OnCallWish {
  readonly clinicId: string;
  /** The first to be called first; each member once. */
  readonly members: readonly { readonly membershipId: string; readonly phone: string | null }[];
}

/** Who is called, and in which order, when an alert is raised at a clinic. */
@Injectable()
export class SetOnCall {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` for a clinic or member that is not the practice's, `InvalidInput` for a phone number that is none. */
  execute(actor: StaffActor, { clinicId, members }: OnCallWish): Promise<readonly OnCallMember[]> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const clinic = await findOne(tx, Clinic, 'clinic', clinicId);
        const [practice] = await tx.manager.find(Practice, { where: { id: tx.practiceId } });
        for (const { membershipId } of members) await liveMember(tx, membershipId);
        const entries = members.map(({ membershipId, phone }, i) => ({
          membershipId,
          phoneKey: phone === null ? null : phoneKey(phone, practice!.country, i),
        }));
        await tx.lock([clinicId]);
        writeOnCall(tx, clinicId, entries);
        tx.record({
          action: 'on_call.set',
          subjectIds: [clinic.id, ...members.map(({ membershipId }) => membershipId)],
        });
        return (await onCallOf(tx, [clinicId])).get(clinicId)!;
      },
      { idOf: () => clinicId, again: async (tx, id) => (await onCallOf(tx, [id])).get(id)! },
    );
  }
}

function phoneKey(typed: string, country: string, nth: number): string {
  const number = readPhoneNumber(typed, country);
  if (number) return number.key;
  throw InvalidInput.of(`members.${nth}.phone`, 'phone', `members.${nth}.phone must be a phone number.`);
}
