import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { OpenClearances, REPEAT_CLEARANCE } from './open-clearances.js';
import type { ClearanceNotOpen } from './open-clearances.js';
import { findClearance, withdrawClearance } from './storage/clearances.js';
import type { Clearance } from './storage/clearances.js';
import { VisitsToScreen } from './visits-to-screen.js';

/** The permission does not hold any more, or is not asked for any more. It stays to be read. */
@Injectable()
export class WithdrawClearance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clearances: OpenClearances,
    private readonly visits: VisitsToScreen,
  ) {}

  /** Throws `NotFound`. */
  execute(
    actor: StaffActor,
    { id, reason }: { id: string; reason: string },
  ): Promise<Outcome<Clearance, ClearanceNotOpen>> {
    return this.unitOfWork.run<Clearance, ClearanceNotOpen>(
      actor,
      async (tx) => {
        const { clearance, standingId, key } = await this.clearances.find(tx, actor, id);
        if (clearance.endedAt) return refuse({ kind: 'clearance_not_open', state: clearance.state });
        withdrawClearance(tx, key, { by: actor, id: clearance.id, reason });
        tx.record({ action: 'clearance.withdrawn', subjectIds: [clearance.id, standingId] });
        tx.emit('clearance.withdrawn', { clearanceId: clearance.id });
        await this.visits.rescreen(tx, standingId);
        return ok(await findClearance(tx, clearance.id));
      },
      { repeat: REPEAT_CLEARANCE },
    );
  }
}
