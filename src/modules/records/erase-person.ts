import { Inject, Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { revokeLinksOf } from '../access/index.js';
import { forgetWordsAboutVisits } from '../appointments/index.js';
import { eraseContacts } from '../clients/index.js';
import type { RecordPart } from '../clinical-access/index.js';
import { callOffMessagesTo, forgetAddresses } from '../messaging/index.js';
import { begunEverywhere } from './domain/local-date.js';
import { erasureReport, mayGo } from './domain/record-report.js';
import type { RecordReport } from './domain/record-report.js';
import { RECORD_PARTS } from './record-parts.js';
import type { Holding } from './storage/clock-facts.js';
import { forgetLooks, lookAgain } from './storage/record-looks.js';

/**
 * Removes of one person what no law keeps, and the clinical record too when its retention is over: by destroying the keys of
 * all the person's records, so that what stands in the database, in its backups and elsewhere opens nowhere any more. Audit
 * entries stay; they hold ids only.
 */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly vault: Vault,
    @Inject(RECORD_PARTS) private readonly parts: readonly RecordPart[],
  ) {}

  /** The caller holds the locks of the practice and of all records, and has made sure that no visit is ahead. */
  async execute(
    tx: Tx,
    recordIds: readonly string[],
    { cause, holding }: { readonly cause: 'erasure' | 'retention_ended'; readonly holding: Holding },
  ): Promise<RecordReport> {
    const { extents, retention } = holding;
    const today = begunEverywhere(tx.now.getTime());
    await forgetAddresses(tx, recordIds);
    await eraseContacts(tx, recordIds);
    await forgetWordsAboutVisits(tx, recordIds);
    await revokeLinksOf(tx, recordIds);
    callOffMessagesTo(tx, recordIds, 'erased');
    for (const part of this.parts) await part.discard(tx, recordIds);
    if (mayGo(retention, today)) await this.destroy(tx, recordIds);
    else lookAgain(tx, recordIds, retention!.endsOn);
    const report = erasureReport(cause, extents, { retention, today });
    const details = { cause, removed: report.removed, keptUntil: report.retention?.endsOn ?? null };
    tx.record({ action: 'record.erased', subjectIds: recordIds, details });
    for (const clientId of recordIds) tx.emit('record.erased', { clientId });
    return report;
  }

  private async destroy(tx: Tx, recordIds: readonly string[]): Promise<void> {
    for (const part of this.parts) await part.remove(tx, recordIds);
    for (const id of recordIds) await this.vault.destroyKey(tx, id);
    forgetLooks(tx, recordIds);
  }
}
