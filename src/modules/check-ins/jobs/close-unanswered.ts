import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { CheckInState } from '../domain/index.js';
import { findCheckInForChange, updateCheckIn } from '../storage/check-ins.js';

const FIND = `SELECT practice_id AS "practiceId", id
  FROM gate.check_ins_to_close(now() + $1::float8 * interval '1 millisecond', $2)`;

/** DOMAIN.md, Soreness check-in: after one repeat and a day of silence a check-in is closed as not answered. */
@Injectable()
export class CloseUnanswered implements ScheduledJob {
  readonly name = 'check-ins.close-unanswered';
  readonly everyMs = 5 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute(): Promise<number> {
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(FIND, [this.clock.offset, atMost]),
      (due) => this.close(due),
    );
  }

  private close({ practiceId, id }: Due): Promise<boolean> {
    return this.unitOfWork.do({ kind: 'system', practiceId, name: 'check-ins' }, async (tx) => {
      const checkIn = await findCheckInForChange(tx, id);
      // An answer may have come while the row was waited for.
      const isOver = checkIn?.state === CheckInState.OPEN && checkIn.closesAt !== null && checkIn.closesAt <= tx.now;
      if (!isOver) return false;
      updateCheckIn(tx, { ...checkIn, state: CheckInState.NO_ANSWER, closesAt: null });
      tx.record({ action: 'check_in.closed', subjectIds: [id, checkIn.clientId] });
      return true;
    });
  }
}
