import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenEvent } from './opened-notes.js';
import { adverseEventsPage, findAdverseEvent } from './storage/adverse-events.js';
import type { RecordedEvent } from './storage/adverse-events.js';

interface PageOfEvents {
  readonly clientId: string;
  readonly after: readonly [recordedAt: string, id: string] | undefined;
  /** How many at most. */
  readonly first: number;
}

@Injectable()
export class ReadAdverseEvents {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly opened: OpenedNotes,
  ) {}

  /** Throws `NotFound` also where the actor may not read the client's record. */
  async byId(tx: Tx, id: string): Promise<OpenEvent> {
    const row = await findAdverseEvent(tx, id);
    const readable = row && (await this.access.readable(tx, [row.clientId]));
    if (!readable?.has(row!.clientId)) throw new NotFound('adverse event', id);
    const [event] = await this.open(tx, [row!]);
    return event!;
  }

  /** Of a person under all their records, the latest first. What is not shown is not opened. */
  async page(tx: Tx, { clientId, after, first }: PageOfEvents): Promise<{ events: OpenEvent[]; hasNextPage: boolean }> {
    const clientIds = await this.access.require(tx, clientId);
    const rows = await adverseEventsPage(tx, { clientIds, after, limit: first + 1 });
    return { events: await this.open(tx, rows.slice(0, first)), hasNextPage: rows.length > first };
  }

  private open(tx: Tx, rows: readonly RecordedEvent[]): Promise<OpenEvent[]> {
    tx.recordRead(
      'adverse_event',
      rows.map(({ id }) => id),
    );
    return this.opened.events(tx, rows);
  }
}
