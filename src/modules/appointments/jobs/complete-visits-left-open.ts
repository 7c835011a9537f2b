import { Injectable } from '@nestjs/common';
import { ok } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Sweeps } from '../../../platform/jobs/index.js';
import type { ScheduledJob } from '../../../platform/jobs/index.js';
import { changeStatus } from '../change-status.js';
import { lastTakenBack } from '../storage/appointment-history.js';
import { findAppointmentForChange } from '../storage/appointments.js';

/**
 * DOMAIN.md, Records: a visit that arrived and was not completed completes itself 2 h after its end. One that was taken
 * back is left alone for as long again: somebody is about to set it right.
 */
const LEFT_OPEN_MS = 2 * 60 * 60_000;

@Injectable()
export class CompleteVisitsLeftOpen implements ScheduledJob {
  readonly name = 'appointments.complete-visits-left-open';
  readonly everyMs = 5 * 60_000;

  constructor(private readonly sweeps: Sweeps) {}

  execute(): Promise<number> {
    const sweep = { find: 'gate.visits_left_open', fromNowMs: -LEFT_OPEN_MS, actor: 'visits-left-open' } as const;
    return this.sweeps.run(sweep, async (tx, id) => {
      if (!(await isLeftOpen(tx, id))) return ok(false);
      const completed = await changeStatus(tx, id, { name: 'complete' });
      return completed.ok ? ok(true) : completed;
    });
  }
}

/** Asked again under the row's lock: a worker that was frozen may act long after it has looked. */
async function isLeftOpen(tx: Tx, id: string): Promise<boolean> {
  const { endsAt } = await findAppointmentForChange(tx, id);
  const since = (await lastTakenBack(tx, id)) ?? endsAt;
  return Math.max(since.getTime(), endsAt.getTime()) + LEFT_OPEN_MS <= tx.now.getTime();
}
