import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Service } from './storage/service.entity.js';

/** An archived service cannot be booked any more; visits booked before stay as they are. */
@Injectable()
export class ArchiveService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, archived }: { id: string; version: number; archived: boolean },
  ): Promise<Outcome<Service, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        const changes = { archivedAt: archived ? tx.now : null };
        const outcome = await editVersioned(tx, Service, 'service', { id, version, changes });
        if (outcome.ok) tx.record({ action: archived ? 'service.archived' : 'service.restored', subjectIds: [id] });
        return outcome;
      },
      { repeat: repeatOf(Service, 'service') },
    );
  }
}
