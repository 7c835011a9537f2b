import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { visitsAhead } from '../../appointments/index.js';
import type { RecordPart } from '../../clinical-access/index.js';
import { accessReport, refusedReport } from '../domain/record-report.js';
import type { RecordReport } from '../domain/record-report.js';
import { ErasePerson } from '../erase-person.js';
import { lockRecords } from '../lock-records.js';
import { RECORD_PARTS } from '../record-parts.js';
import { holdingOf } from '../storage/clock-facts.js';
import { insertReport } from '../storage/record-reports.js';
import { claimOpenRequest, closeRequest } from '../storage/record-requests.js';
import type { RecordRequest } from '../storage/record-requests.js';

const FIND = `SELECT practice_id AS "practiceId", id FROM gate.record_requests_open($1)`;

/** Does what clients have asked for about their records, and reports it: each request once, whatever the number of workers. */
@Injectable()
export class AnswerRequests implements ScheduledJob {
  readonly name = 'records.answer-requests';
  readonly everyMs = 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly erasePerson: ErasePerson,
    @Inject(RECORD_PARTS) private readonly parts: readonly RecordPart[],
  ) {}

  execute(): Promise<number> {
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(FIND, [atMost]),
      ({ practiceId, id }) =>
        this.unitOfWork.do({ kind: 'system', practiceId, name: 'record-requests' }, (tx) => this.answer(tx, id)),
    );
  }

  private async answer(tx: Tx, id: string): Promise<boolean> {
    const request = await claimOpenRequest(tx, id);
    if (!request) return false;
    const content = await this.report(tx, request);
    insertReport(tx, { clientId: request.clientId, requestId: id, content });
    closeRequest(tx, request, content.refused === null ? 'done' : 'refused');
    return true;
  }

  private async report(tx: Tx, { kind, clientId }: RecordRequest): Promise<RecordReport> {
    const recordIds = await lockRecords(tx, clientId);
    const holding = await holdingOf(tx, this.parts, recordIds);
    if (kind === 'access') return this.tell(tx, recordIds, accessReport(holding.extents, holding.retention));
    // Somebody may have restored the client and booked since the request was recorded.
    const ahead = await visitsAhead(tx, recordIds);
    if (ahead.length === 0) return this.erasePerson.execute(tx, recordIds, { cause: 'erasure', holding });
    return this.tell(tx, recordIds, refusedReport(holding.extents, holding.retention));
  }

  private tell(tx: Tx, subjectIds: readonly string[], report: RecordReport): RecordReport {
    tx.record({ action: 'record.reported', subjectIds, details: { cause: report.cause, refused: report.refused } });
    return report;
  }
}
