import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Purpose } from './domain/purpose.js';
import { recordPdf } from './print/record-pdf.js';
import { recordDocument } from './record-document.js';
import type { HandedOver } from './record-document.js';
import { ReadWholeRecord } from './whole-record.js';
import type { WholeRecord } from './whole-record.js';

export const FORMATS = ['json', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

interface Request {
  readonly clientId: string;
  readonly purpose: Purpose;
  readonly format: Format;
}

/** Gives a person's whole record out of the house: to the person, or to another clinic. */
@Injectable()
export class HandOverRecord {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly read: ReadWholeRecord,
  ) {}

  /** The document, for somebody who may read the record; audited with all of the person's ids. Throws `NotFound`. */
  async execute(actor: StaffActor, { clientId, purpose, format }: Request): Promise<Buffer> {
    const [record, handedOver] = await this.unitOfWork.do<[WholeRecord, HandedOver]>(actor, async (tx) => {
      const whole = await this.read.execute(tx, clientId);
      const details = { purpose, format };
      tx.record({ action: 'record.handed_over', subjectIds: whole.recordIds, details });
      return [whole, { madeAt: tx.now, purpose }];
    });
    if (format === 'pdf') return recordPdf(record, handedOver);
    return Buffer.from(JSON.stringify(recordDocument(record, handedOver), null, 2));
  }
}
