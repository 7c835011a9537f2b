import { Injectable } from '@nestjs/common';
import { InvalidInput, newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import { Clinic } from './storage/clinic.entity.js';
import { Room } from './storage/room.entity.js';

export type RoomDraft = Pick<Room, 'clinicId' | 'name' | 'features' | 'turnoverMinutes'> &
  Partial<Pick<Room, 'music' | 'aroma' | 'warmth'>>;

@Injectable()
export class AddRoom {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Throws `NotFound` where the clinic is not one of the practice's, and `InvalidInput` where it is archived.
   */
  execute(actor: Actor, draft: RoomDraft): Promise<Room> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const id = newId();
        const clinic = await findOne(tx, Clinic, 'clinic', draft.clinicId);
        if (clinic.archivedAt)
          throw InvalidInput.of('clinicId', 'archived', 'clinicId must not be of an archived clinic');
        // A change of the clinic's schedule that is under way has locked the rooms that it knows of.
        await tx.lock([clinic.id]);
        await tx.manager.insert(Room, { ...draft, id, practiceId: tx.practiceId });
        tx.record({ action: 'room.added', subjectIds: [id] });
        return findOne(tx, Room, 'room', id);
      },
      repeatOf(Room, 'room'),
    );
  }
}
