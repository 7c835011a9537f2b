import { Injectable } from '@nestjs/common';
import type { Actor, Outcome } from '../../kernel/index.js';
import { editVersioned, UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { columnsOf, noSuchTherapist, refuseMinorAlone } from './client-details.js';
import type { ClientDetails } from './client-details.js';
import { refuseMerged } from './refusals.js';
import type { Merged } from './refusals.js';
import { REPEAT_CLIENT } from './repeat-client.js';
import { Client } from './storage/client.entity.js';
import { findForChange } from './storage/clients.js';
import { replaceOtherCare } from './storage/other-care.js';

interface Edit {
  readonly id: string;
  readonly version: number;
  readonly changes: Partial<ClientDetails>;
}

@Injectable()
export class EditClient {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws as `CreateClient` does. A client who is 18 by now may lose the guardian. */
  execute(actor: Actor, { id, version, changes }: Edit): Promise<Outcome<Client, StaleVersion | Merged>> {
    return this.unitOfWork.run<Client, StaleVersion | Merged>(
      actor,
      async (tx) => {
        const before = await findForChange(tx, id);
        if (before.mergedIntoId) return refuseMerged(tx, before);
        const outcome = await editVersioned(tx, Client, 'client', {
          id,
          version,
          changes: await columnsOf(tx, changes),
        });
        if (!outcome.ok) return outcome;
        refuseMinorAlone(tx, outcome.value);
        if (changes.otherCare !== undefined) await replaceOtherCare(tx, id, changes.otherCare ?? []);
        const fields = Object.keys(changes).filter((field) => changes[field as keyof ClientDetails] !== undefined);
        tx.record({ action: 'client.edited', subjectIds: [id], details: { fields } });
        tx.emit('client.changed', { clientId: id });
        return outcome;
      },
      { refusals: noSuchTherapist(changes), repeat: REPEAT_CLIENT },
    );
  }
}
