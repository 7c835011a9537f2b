import { Injectable } from '@nestjs/common';
import { ok } from '../../../kernel/index.js';
import { Sweeps } from '../../../platform/jobs/index.js';
import type { ScheduledJob } from '../../../platform/jobs/index.js';
import { expireHolds } from '../storage/busy.js';

/**
 * Ends holds whose time is over, so that boards show the place as free. Bookings do not wait for it: to them such a
 * hold is in nobody's way.
 */
@Injectable()
export class ReleaseExpiredHolds implements ScheduledJob {
  readonly name = 'appointments.release-expired-holds';
  readonly everyMs = 60_000;

  constructor(private readonly sweeps: Sweeps) {}

  execute(): Promise<number> {
    return this.sweeps.run({ find: 'gate.holds_run_out', fromNowMs: 0, actor: 'holds' }, async (tx, id) =>
      // Booked or released in the meantime, it is not found among the holds any more.
      ok((await expireHolds(tx, [id])) > 0),
    );
  }
}
