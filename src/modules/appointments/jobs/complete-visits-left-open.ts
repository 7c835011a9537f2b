import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ok } from '../../../kernel/index.js';
import type { SystemActor } from '../../../kernel/index.js';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { changeStatus } from '../change-status.js';
import { lastTakenBack } from '../storage/appointment-history.js';
import { findAppointmentForChange } from '../storage/appointments.js';

/**
 * DOMAIN.md, Records: a visit that arrived and was not completed completes itself 2 h after its end. One that was taken
 * back is left alone for as long again: somebody is about to set it right.
 */
const LEFT_OPEN_MS = 2 * 60 * 60_000;

const FIND = `SELECT practice_id AS "practiceId", id
  FROM gate.visits_left_open(now() + ($1::float8 - ${LEFT_OPEN_MS}) * interval '1 millisecond', $2)`;

@Injectable()
export class CompleteVisitsLeftOpen implements ScheduledJob {
  readonly name = 'appointments.complete-visits-left-open';
  readonly everyMs = 5 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute(): Promise<number> {
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(FIND, [this.clock.offset, atMost]),
      (due) => this.complete(due),
    );
  }

  private async complete({ practiceId, id }: Due): Promise<boolean> {
    const actor: SystemActor = { kind: 'system', practiceId, name: 'visits-left-open' };
    const outcome = await this.unitOfWork.run(actor, async (tx) => {
      if (!(await isLeftOpen(tx, id))) return ok(false);
      const completed = await changeStatus(tx, id, { name: 'complete' });
      return completed.ok ? ok(true) : completed;
    });
    // A refusal means that somebody has done something else with it.
    return outcome.ok && outcome.value;
  }
}

/** Asked again under the row's lock: a worker that was frozen may act long after it has looked. */
async function isLeftOpen(tx: Tx, id: string): Promise<boolean> {
  const { endsAt } = await findAppointmentForChange(tx, id);
  const since = (await lastTakenBack(tx, id)) ?? endsAt;
  return Math.max(since.getTime(), endsAt.getTime()) + LEFT_OPEN_MS <= tx.now.getTime();
}
