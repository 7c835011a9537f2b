import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, printOf, RecordPart } from '../clinical-access/index.js';
import type { RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { OpenedNotes } from './opened-notes.js';
import { adverseEventsPage } from './storage/adverse-events.js';

const ALL = 100_000;

/** What went wrong in or after sessions. */
@Injectable()
export class AdverseEventsPart extends RecordPart {
  readonly name = 'adverseEvents';
  readonly title = 'Adverse events';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: ['appointmentId', 'source', 'kind', 'severity', 'description', 'noticedOn', 'recordedBy'],
    properties: {
      appointmentId: { type: ['string', 'null'], format: 'uuid' },
      source: { enum: ['staff', 'triage'] },
      kind: { type: 'string' },
      severity: { enum: ['mild', 'moderate', 'severe'] },
      description: { type: 'string' },
      noticedOn: { type: ['string', 'null'], format: 'date' },
      recordedBy: { type: ['string', 'null'] },
    },
  };
  private readonly opened: OpenedNotes;

  constructor(vault: Vault) {
    super();
    this.opened = new OpenedNotes(vault);
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const rows = await adverseEventsPage(tx, { clientIds: recordIds, after: undefined, limit: ALL });
    const events = await this.opened.events(tx, rows);
    return events.reverse().flatMap(({ id, clientId, appointmentId, source, authorName, content, recordedAt: at }) => {
      if (content === null) return [];
      const { kind, severity, description, noticedOn } = content;
      const data = { appointmentId, source, kind, severity, description, noticedOn, recordedBy: authorName };
      const { appointmentId: _, ...shown } = data;
      return [{ id, clientId, at, title: 'Adverse event', data, print: printOf(shown) }];
    });
  }

  extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return extentOf(tx, 'adverse_events', 'recorded_at', recordIds);
  }
}
