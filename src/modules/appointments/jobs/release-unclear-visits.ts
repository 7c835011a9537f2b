import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ok } from '../../../kernel/index.js';
import type { SystemActor } from '../../../kernel/index.js';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { workOff } from '../../../platform/jobs/index.js';
import type { Due, ScheduledJob } from '../../../platform/jobs/index.js';
import { openFollowUp } from '../../follow-ups/index.js';
import { changeStatus } from '../change-status.js';
import { CLEARANCE_DEADLINE_MINUTES } from '../domain/status.js';
import { RescreenVisits } from '../rescreen-visits.js';
import { findAppointment } from '../storage/appointments.js';
import type { Appointment } from '../storage/appointments.js';

const DEADLINE_MS = CLEARANCE_DEADLINE_MINUTES * 60_000;
const FIND = `SELECT practice_id AS "practiceId", id
  FROM gate.clearances_overdue(now() + ($1::float8 + ${DEADLINE_MS}) * interval '1 millisecond', $2)`;

/**
 * DOMAIN.md, Screening: a visit that waits for a clearance loses its slot 24 h before it, and the desk is asked to tell the
 * client. It is screened once more first: where the practice has changed a rule since, it may wait for nothing, and is booked.
 */
@Injectable()
export class ReleaseUnclearVisits implements ScheduledJob {
  readonly name = 'appointments.release-unclear-visits';
  readonly everyMs = 5 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
    private readonly rescreenVisits: RescreenVisits,
  ) {}

  execute(): Promise<number> {
    return workOff(
      (atMost) => this.dataSource.query<Due[]>(FIND, [this.clock.offset, atMost]),
      (due) => this.release(due),
    );
  }

  private async release({ practiceId, id }: Due): Promise<boolean> {
    const actor: SystemActor = { kind: 'system', practiceId, name: 'clearances' };
    const outcome = await this.unitOfWork.run(actor, async (tx) => {
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
    });
    // A refusal means that it is moved or off by now.
    return outcome.ok && outcome.value;
  }
}

const isWaiting = async (tx: Tx, id: string): Promise<boolean> =>
  (await findAppointment(tx, id)).status === 'pending_clearance';

async function tellTheClient(tx: Tx, { id: appointmentId, clientId, therapistId }: Appointment): Promise<void> {
  await openFollowUp(tx, { kind: 'clearance_released', appointmentId, clientId, therapistId, dueAt: tx.now });
}
