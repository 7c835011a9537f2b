import { Injectable } from '@nestjs/common';
import { ok } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Channel, MessagePurpose } from './domain/consent.js';
import { refuseMerged } from './refusals.js';
import type { Merged } from './refusals.js';
import { REPEAT_CLIENT } from './repeat-client.js';
import type { Client } from './storage/client.entity.js';
import { findForChange } from './storage/clients.js';
import { keepConsent } from './storage/consents.js';

interface Answer {
  readonly clientId: string;
  readonly channel: Channel;
  readonly purpose: MessagePurpose;
  readonly granted: boolean;
}

/** Writes down what the client last said about being written to; the audit keeps what was said before. */
@Injectable()
export class SetConsent {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: Actor, answer: Answer): Promise<Outcome<Client, Merged>> {
    return this.unitOfWork.run<Client, Merged>(
      actor,
      async (tx) => {
        const { clientId, ...details } = answer;
        const client = await findForChange(tx, clientId);
        if (client.mergedIntoId) return refuseMerged(tx, client);
        await keepConsent(tx, answer);
        tx.record({ action: 'client.consent_set', subjectIds: [clientId], details });
        tx.emit('client.changed', { clientId });
        return ok(client);
      },
      { repeat: REPEAT_CLIENT },
    );
  }
}
