import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Room } from './storage/room.entity.js';

export type RoomChanges = Partial<Pick<Room, 'name' | 'features' | 'turnoverMinutes' | 'music' | 'aroma' | 'warmth'>>;

@Injectable()
export class EditRoom {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, changes }: { id: string; version: number; changes: RoomChanges },
  ): Promise<Outcome<Room, StaleVersion>> {
    return this.unitOfWork.run(actor, async (tx) => {
      const outcome = await editVersioned(tx, Room, 'room', { id, version, changes });
      if (outcome.ok) tx.record({ action: 'room.edited', subjectIds: [id], details: { fields: Object.keys(changes) } });
      return outcome;
    });
  }
}
