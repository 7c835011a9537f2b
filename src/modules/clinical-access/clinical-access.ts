import { Injectable } from '@nestjs/common';
import { Forbidden, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { TreatsClient } from '../access/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { brokenFor } from './storage/glass-breaks.js';

/** Every record of one person: the ids of the client and of all clients that were merged with it. */
type Records = readonly string[];

/** The records of each client's person. */
type People = ReadonlyMap<string, Records>;

/**
 * Who reads whose clinical record: a therapist those of the clients they treat, whoever has broken the glass that one
 * client's for an hour, the client themselves by a link of theirs, and nobody else. Each answer that lets somebody read is
 * audited as `clinical_record.read`.
 */
@Injectable()
export class ClinicalAccess {
  constructor(private readonly treatsClient: TreatsClient) {}

  /**
   * The records of this client's person, for somebody who may read them. Throws `NotFound` where there is no such client,
   * and in the same words where the actor may not: the two are never told apart.
   */
  async require(tx: Tx, clientId: string): Promise<Records> {
    const records = (await this.readable(tx, [clientId])).get(clientId.toLowerCase());
    if (!records) throw new NotFound('client', clientId);
    return records;
  }

  /**
   * As `require`, for somebody who writes in the record beside the note of a visit. Throws `Forbidden` for whoever may
   * read it and does not treat the client: to have broken the glass is to read.
   */
  async requireToWrite(tx: Tx, clientId: string): Promise<Records> {
    const records = await this.require(tx, clientId);
    const { actor } = tx;
    if (actor.kind === 'system') return records;
    const treated =
      actor.kind === 'staff' && actor.therapistId && (await this.treatsClient.treats(tx, actor.therapistId, records));
    if (!treated || treated.size === 0) throw new Forbidden('Only a therapist of this client writes in the record.');
    return records;
  }

  /** Of these clients those whose records the actor may read, each with all records of its person. For lists and edges. */
  async readable(tx: Tx, clientIds: readonly string[]): Promise<People> {
    return this.readableOf(tx, await recordsOfPeople(tx, clientIds));
  }

  /**
   * As `readable`, beside a reading that goes by the records alone, so that it does not wait for the answer. Of what it has
   * found the caller neither shows, counts nor audits what is of a client that is not in the answer.
   */
  async readableBeside<T>(
    tx: Tx,
    clientIds: readonly string[],
    read: (people: People) => Promise<T>,
  ): Promise<[readable: People, found: T]> {
    const people = await recordsOfPeople(tx, clientIds);
    return Promise.all([this.readableOf(tx, people), read(people)]);
  }

  private async readableOf(tx: Tx, people: People): Promise<People> {
    const open = await this.open(tx, [...new Set([...people.values()].flat())]);
    const readable = new Map([...people].filter(([, records]) => records.some((id) => open.has(id))));
    tx.recordRead('clinical_record', [...readable.values()].flat());
    return readable;
  }

  private async open(tx: Tx, recordIds: Records): Promise<ReadonlySet<string>> {
    const { actor } = tx;
    switch (actor.kind) {
      case 'system':
        return new Set(recordIds);
      case 'staff':
        return actor.role === 'front_desk' ? new Set() : this.openToStaff(tx, actor, recordIds);
      case 'client':
        return new Set([actor.clientId]);
    }
  }

  private async openToStaff(tx: Tx, { therapistId }: StaffActor, recordIds: Records): Promise<ReadonlySet<string>> {
    const [treated, broken] = await Promise.all([
      therapistId ? this.treatsClient.treats(tx, therapistId, recordIds) : [],
      brokenFor(tx, recordIds),
    ]);
    return new Set([...treated, ...broken]);
  }
}
