import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Therapist } from './storage/therapist.entity.js';
import { lockTherapist } from './storage/therapists.js';

/** Nobody can be booked with an archived therapist; visits that were booked stay, and are listed as affected. */
@Injectable()
export class ArchiveTherapist {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, archived }: { id: string; version: number; archived: boolean },
  ): Promise<Outcome<Therapist, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await lockTherapist(tx, id);
        const changes = { archivedAt: archived ? tx.now : null };
        const outcome = await editVersioned(tx, Therapist, 'therapist', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: archived ? 'therapist.archived' : 'therapist.restored', subjectIds: [id] });
        tx.emit('therapist.changed', { therapistId: id });
        return outcome;
      },
      { repeat: repeatOf(Therapist, 'therapist') },
    );
  }
}
