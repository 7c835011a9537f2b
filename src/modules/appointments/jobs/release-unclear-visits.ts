import { Injectable } from '@nestjs/common';
import { ok } from '../../../kernel/index.js';
import type { Outcome } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { Sweeps } from '../../../platform/jobs/index.js';
import type { ScheduledJob } from '../../../platform/jobs/index.js';
import { openFollowUp } from '../../follow-ups/index.js';
import { changeStatus } from '../change-status.js';
import { CLEARANCE_DEADLINE_MINUTES } from '../domain/status.js';
import { RescreenVisits } from '../rescreen-visits.js';
import { findAppointment } from '../storage/appointments.js';
import type { Appointment } from '../storage/appointments.js';

const DEADLINE_MS = CLEARANCE_DEADLINE_MINUTES * 60_000;

/**
 * DOMAIN.md, Screening: a visit that waits for a clearance loses its slot 24 h before it, and the desk is asked to tell the
 * client. It is screened once more first: where the practice has changed a rule since, it may wait for nothing, and is booked.
 */
@Injectable()
export class ReleaseUnclearVisits implements ScheduledJob {
  readonly name = 'appointments.release-unclear-visits';
  readonly everyMs = 5 * 60_000;

  constructor(
    private readonly sweeps: Sweeps,
    private readonly rescreenVisits: RescreenVisits,
  ) {}

  execute(): Promise<number> {
    const sweep = { find: 'gate.clearances_overdue', fromNowMs: DEADLINE_MS, actor: 'clearances' } as const;
    return this.sweeps.run(sweep, (tx, id) => this.release(tx, id));
  }

  private async release(tx: Tx, id: string): Promise<Outcome<boolean, unknown>> {
    const { clientId } = await findAppointment(tx, id);
    // A clearance that is being recorded now comes first.
    await tx.lock([clientId!]);
    if (!(await isWaiting(tx, id))) return ok(false);
    await this.rescreenVisits.rescreen(tx, clientId!);
    if (!(await isWaiting(tx, id))) return ok(true);
    const released = await changeStatus(tx, id, {
      name: 'lapse',
      cancellation: { reason: 'clearance_missing', note: null },
    });
    if (released.ok) await tellTheClient(tx, released.value);
    return released.ok ? ok(true) : released;
  }
}

const isWaiting = async (tx: Tx, id: string): Promise<boolean> =>
  (await findAppointment(tx, id)).status === 'pending_clearance';

async function tellTheClient(tx: Tx, { id: appointmentId, clientId, therapistId }: Appointment): Promise<void> {
  await openFollowUp(tx, { kind: 'clearance_released', appointmentId, clientId, therapistId, dueAt: tx.now });
}
