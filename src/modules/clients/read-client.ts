import { Injectable } from '@nestjs/common';
import { isId, NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { TreatsClient } from '../access/index.js';
import type { Client } from './storage/client.entity.js';
import { clientsById, recordsOfPeople } from './storage/clients.js';

/** The way to a client's record for an id that comes from outside. */
@Injectable()
export class ReadClient {
  constructor(private readonly treatsClient: TreatsClient) {}

  /**
   * The very record of this id, merged or archived. Throws `NotFound` where there is none, and for a therapist who does
   * not treat the client, under whichever of the ids that were merged.
   */
  async execute(tx: Tx, id: string): Promise<Client> {
    const mayRead = isId(id) && (await this.mayRead(tx, id));
    const client = mayRead ? (await clientsById(tx, [id])).get(id) : undefined;
    if (!client) throw new NotFound('client', id);
    return client;
  }

  private async mayRead(tx: Tx, id: string): Promise<boolean> {
    const { actor } = tx;
    if (actor.kind === 'client') return id === actor.clientId;
    if (actor.kind === 'system' || actor.role !== 'therapist') return true;
    if (!actor.therapistId) return false;
    const records = (await recordsOfPeople(tx, [id])).get(id.toLowerCase()) ?? [];
    return (await this.treatsClient.treats(tx, actor.therapistId, records)).size > 0;
  }
}
