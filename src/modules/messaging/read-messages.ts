import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { LATE_AFTER_MS } from './domain/index.js';
import { messageFigures } from './storage/figures.js';
import type { MessageFigures } from './storage/figures.js';
import { findMessage, listMessages } from './storage/ledger.js';
import type { LedgerFilter, MessageRow } from './storage/ledger.js';

type Asked = Omit<LedgerFilter, 'clientIds'> & { readonly clientId: string | null };

/** The ledger as the front desk looks at it. */
@Injectable()
export class ReadMessages {
  /** Of a client also what went to the records that were merged with it. Nothing for a client who is not there. */
  async page(tx: Tx, { clientId, ...filter }: Asked): Promise<MessageRow[]> {
    if (clientId === null) return listMessages(tx, { ...filter, clientIds: null });
    const records = (await recordsOfPeople(tx, [clientId])).get(clientId.toLowerCase()) ?? [];
    return listMessages(tx, { ...filter, clientIds: records });
  }

  /** Of messages that were due from `since` on, by kind. */
  figures(tx: Tx, since: Date): Promise<MessageFigures[]> {
    return messageFigures(tx, { since, lateAfterMs: LATE_AFTER_MS });
  }

  /** Throws `NotFound`. */
  one(tx: Tx, id: string): Promise<MessageRow> {
    return findMessage(tx, id);
  }
}
