import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { visitsAhead } from '../../appointments/index.js';
import type { RecordPart } from '../../clinical-access/index.js';
import { begunEverywhere, daysAfter } from '../domain/local-date.js';
import { mayGo } from '../domain/record-report.js';
import { ErasePerson } from '../erase-person.js';
import { lockRecords } from '../lock-records.js';
import { RECORD_PARTS } from '../record-parts.js';
import { holdingOf } from '../storage/clock-facts.js';
import { claimLook, lookAgain } from '../storage/record-looks.js';
import { insertReport } from '../storage/record-reports.js';

const FIND = `SELECT practice_id AS "practiceId", id FROM gate.records_to_look_at($1, $2)`;
/** No rule keeps a record for less than a year after its first entry. */
const YEAR = 365;
/** How soon somebody who has a visit ahead is looked at again. */
const MONTH = 30;

/**
 * Erases what nobody has to keep any longer. Every record has a date on which it is looked at next: when its retention ended
 * by what was known at the last look. What has come since puts the date off again.
 */
@Injectable()
export class EndRetention implements ScheduledJob {
  readonly name = 'records.end-retention';
  readonly everyMs = 60 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
    private readonly erasePerson: ErasePerson,
    @Inject(RECORD_PARTS) private readonly parts: readonly RecordPart[],
  ) {}

  async execute(): Promise<number> {
    const [{ now }] = await this.dataSource.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    const today = begunEverywhere(this.clock.correct(now).getTime());
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(FIND, [today, atMost]),
      ({ practiceId, id }) =>
        this.unitOfWork.do({ kind: 'system', practiceId, name: 'retention' }, (tx) => this.look(tx, id)),
    );
  }

  /** True where the record was looked at: whether it was erased, the report says. */
  private async look(tx: Tx, clientId: string): Promise<boolean> {
    const today = begunEverywhere(tx.now.getTime());
    if (!(await claimLook(tx, clientId, today))) return false;
    const recordIds = await lockRecords(tx, clientId);
    const holding = await holdingOf(tx, this.parts, recordIds);
    const { retention } = holding;
    if (retention === null) lookAgain(tx, recordIds, daysAfter(today, YEAR));
    else if (!mayGo(retention, today)) lookAgain(tx, recordIds, retention.endsOn);
    else if ((await visitsAhead(tx, recordIds)).length > 0) lookAgain(tx, recordIds, daysAfter(today, MONTH));
    else {
      const content = await this.erasePerson.execute(tx, recordIds, { cause: 'retention_ended', holding });
      insertReport(tx, { clientId, requestId: null, content });
    }
    return true;
  }
}
