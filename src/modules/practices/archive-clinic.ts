import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { Clinic } from './storage/clinic.entity.js';
import { lockClinic } from './storage/clinics.js';

/** Nothing more can be booked at an archived clinic; visits booked before stay as they are. */
@Injectable()
export class ArchiveClinic {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, archived }: { id: string; version: number; archived: boolean },
  ): Promise<Outcome<Clinic, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        await lockClinic(tx, id);
        const changes = { archivedAt: archived ? tx.now : null };
        const outcome = await editVersioned(tx, Clinic, 'clinic', { id, version, changes });
        if (!outcome.ok) return outcome;
        tx.record({ action: archived ? 'clinic.archived' : 'clinic.restored', subjectIds: [id] });
        tx.emit('clinic.changed', { clinicId: id });
        return outcome;
      },
      { repeat: repeatOf(Clinic, 'clinic') },
    );
  }
}
