import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, findOne, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { refuseMerged } from './refusals.js';
import type { Merged } from './refusals.js';
import { REPEAT_CLIENT } from './repeat-client.js';
import { Client } from './storage/client.entity.js';
import { findForChange } from './storage/clients.js';

interface Request {
  readonly id: string;
  readonly version: number;
  readonly archived: boolean;
  /** Has died: archived for good, unless that was a mistake. */
  readonly deceased?: boolean;
}

/** Nothing more can be booked for an archived client, and searches leave them out; visits booked before stay. */
@Injectable()
export class ArchiveClient {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { id, version, archived, deceased = false }: Request,
  ): Promise<Outcome<Client, StaleVersion | Merged>> {
    return this.unitOfWork.run<Client, StaleVersion | Merged>(
      actor,
      async (tx) => {
        await findOne(tx, Client, 'client', id);
        await tx.lock([id]);
        const client = await findForChange(tx, id);
        if (client.mergedIntoId) return refuseMerged(tx, client);
        const changes = { archivedAt: archived ? tx.now : null, deceasedAt: archived && deceased ? tx.now : null };
        const outcome = await editVersioned(tx, Client, 'client', { id, version, changes });
        if (!outcome.ok) return outcome;
        const action = archived ? (deceased ? 'client.died' : 'client.archived') : 'client.restored';
        tx.record({ action, subjectIds: [id] });
        tx.emit('client.changed', { clientId: id });
        return outcome;
      },
      { repeat: REPEAT_CLIENT },
    );
  }
}
