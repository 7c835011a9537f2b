import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { RoomDraft } from './add-room.js';
import { Room } from './storage/room.entity.js';

export type RoomChanges = Partial<Omit<RoomDraft, 'clinicId'>>;

@Injectable()
export class EditRoom {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, changes }: { id: string; version: number; changes: RoomChanges },
  ): Promise<Outcome<Room, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await findOne(tx, Room, 'room', id);
        await tx.lock([id]);
        const outcome = await editVersioned(tx, Room, 'room', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: 'room.edited', subjectIds: [id], details: { fields: Object.keys(changes) } });
        tx.emit('room.changed', { roomId: id });
        return outcome;
      },
      { repeat: repeatOf(Room, 'room') },
    );
  }
}
