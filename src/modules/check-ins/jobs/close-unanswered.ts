import { Injectable } from '@nestjs/common';
import { ok } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Sweeps } from '../../../platform/jobs/index.js';
import type { ScheduledJob } from '../../../platform/jobs/index.js';
import { CheckInState } from '../domain/index.js';
import { findCheckInForChange, updateCheckIn } from '../storage/check-ins.js';

/** DOMAIN.md, Soreness check-in: after one repeat and a day of silence a check-in is closed as not answered. */
@Injectable()
export class CloseUnanswered implements ScheduledJob {
  readonly name = 'check-ins.close-unanswered';
  readonly everyMs = 5 * 60_000;

  constructor(private readonly sweeps: Sweeps) {}

  execute(): Promise<number> {
    const sweep = { find: 'gate.check_ins_to_close', fromNowMs: 0, actor: 'check-ins' } as const;
    return this.sweeps.run(sweep, async (tx, id) => ok(await close(tx, id)));
  }
}

/** False where an answer has come while the row was waited for. */
async function close(tx: Tx, id: string): Promise<boolean> {
  const checkIn = await findCheckInForChange(tx, id);
  const isOver = checkIn?.state === CheckInState.OPEN && checkIn.closesAt !== null && checkIn.closesAt <= tx.now;
  if (!isOver) return false;
  updateCheckIn(tx, { ...checkIn, state: CheckInState.NO_ANSWER, closesAt: null });
  tx.record({ action: 'check_in.closed', subjectIds: [id, checkIn.clientId] });
  return true;
}
