import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Room } from './storage/room.entity.js';

/** Nothing more can be booked in an archived room; visits booked before stay as they are. */
@Injectable()
export class ArchiveRoom {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, archived }: { id: string; version: number; archived: boolean },
  ): Promise<Outcome<Room, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await findOne(tx, Room, 'room', id);
        await tx.lock([id]);
        const changes = { archivedAt: archived ? tx.now : null };
        const outcome = await editVersioned(tx, Room, 'room', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: archived ? 'room.archived' : 'room.restored', subjectIds: [id] });
        tx.emit('room.changed', { roomId: id });
        return outcome;
      },
      { repeat: repeatOf(Room, 'room') },
    );
  }
}
