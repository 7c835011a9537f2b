import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import { Clinic } from './storage/clinic.entity.js';
import { Room } from './storage/room.entity.js';

export type RoomDraft = Pick<Room, 'clinicId' | 'name' | 'features' | 'turnoverMinutes' | 'music' | 'aroma' | 'warmth'>;

@Injectable()
export class AddRoom {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where the clinic is not one of the practice's. */
  execute(actor: Actor, draft: RoomDraft): Promise<Room> {
    return this.unitOfWork.do(actor, async (tx) => {
      await findOne(tx, Clinic, 'clinic', draft.clinicId);
      const room = tx.manager.create(Room, { ...draft, id: newId(), practiceId: tx.practiceId });
      await tx.manager.insert(Room, room);
      tx.record({ action: 'room.added', subjectIds: [room.id] });
      return findOne(tx, Room, 'room', room.id);
    });
  }
}
