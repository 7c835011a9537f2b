import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { expireHolds } from '../storage/busy.js';

const FIND = `SELECT practice_id AS "practiceId", id
  FROM gate.holds_run_out(now() + $1::float8 * interval '1 millisecond', $2)`;

/**
 * Ends holds whose time is over, so that boards show the place as free. Bookings do not wait for it: to them such a
 * hold is in nobody's way.
 */
@Injectable()
export class ReleaseExpiredHolds implements ScheduledJob {
  readonly name = 'appointments.release-expired-holds';
  readonly everyMs = 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute(): Promise<number> {
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(FIND, [this.clock.offset, atMost]),
      (due) => this.release(due),
    );
  }

  private release({ practiceId, id }: Due): Promise<boolean> {
    return this.unitOfWork.do({ kind: 'system', practiceId, name: 'holds' }, async (tx) => {
      // Booked or released in the meantime, it is not found among the holds any more.
      return (await expireHolds(tx, [id])) > 0;
    });
  }
}
