import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { consentsOf, otherCareOf, standingClient } from '../clients/index.js';
import type { Client, ClientConsent, ClientOtherCare } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import type { RecordEntry, RecordPart } from '../clinical-access/index.js';
import { Practice } from '../practices/index.js';
import { RECORD_PARTS } from './record-parts.js';

/** All that a practice keeps of one person. */
export interface WholeRecord {
  readonly practice: Practice;
  /** Who stands for all records of the person. */
  readonly client: Client;
  readonly otherCare: readonly ClientOtherCare[];
  readonly consents: readonly ClientConsent[];
  /** The ids of all records that were merged into one person, that of `client` first. */
  readonly recordIds: readonly string[];
  readonly parts: readonly { readonly part: RecordPart; readonly entries: readonly RecordEntry[] }[];
}

@Injectable()
export class ReadWholeRecord {
  constructor(
    private readonly access: ClinicalAccess,
    @Inject(RECORD_PARTS) private readonly parts: readonly RecordPart[],
  ) {}

  /** For somebody who may read the client's clinical record. Throws `NotFound`. */
  async execute(tx: Tx, clientId: string): Promise<WholeRecord> {
    const records = await this.access.require(tx, clientId);
    const client = await standingClient(tx, clientId);
    tx.recordRead('client', [client.id]);
    const recordIds = [client.id, ...records.filter((id) => id !== client.id)];
    const [practice, care, consents] = [
      await tx.manager.findOneByOrFail(Practice, { id: tx.practiceId }),
      await otherCareOf(tx, [client.id]),
      await consentsOf(tx, [client.id]),
    ];
    const parts: { part: RecordPart; entries: readonly RecordEntry[] }[] = [];
    for (const part of this.parts) parts.push({ part, entries: await part.read(tx, recordIds) });
    return { practice, client, otherCare: care.get(client.id)!, consents: consents.get(client.id)!, recordIds, parts };
  }
}
