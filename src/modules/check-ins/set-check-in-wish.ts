import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { ReadClient } from '../clients/index.js';
import type { Client } from '../clients/index.js';
import { keepWish } from './storage/wishes.js';

/** Writes down whether a client wants to be asked after every session, also where little soreness is to be expected. */
@Injectable()
export class SetCheckInWish {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readClient: ReadClient,
  ) {}

  /** Throws `NotFound`: also of somebody who was erased, and for a therapist where they do not treat the client. */
  execute(actor: StaffActor, { clientId, wanted }: { clientId: string; wanted: boolean }): Promise<Client> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const client = await this.readClient.execute(tx, clientId);
        if (client.erasedAt) throw new NotFound('client', clientId);
        keepWish(tx, { clientId: client.id, wanted, setBy: actor.membershipId });
        tx.record({ action: 'check_in_wish.set', subjectIds: [client.id], details: { wanted } });
        return client;
      },
      { idOf: ({ id }) => id, again: (tx, id) => this.readClient.execute(tx, id) },
    );
  }
}
