import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { OpenClearances, REPEAT_CLEARANCE } from './open-clearances.js';
import { findClearance, insertClearance } from './storage/clearances.js';
import type { Clearance } from './storage/clearances.js';

/** Notes that the client was asked for a health professional's permission. */
@Injectable()
export class RequestClearance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clearances: OpenClearances,
  ) {}

  /** Throws `NotFound`. */
  execute(actor: StaffActor, { clientId, note }: { clientId: string; note: string | null }): Promise<Clearance> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const { standingId, key } = await this.clearances.ofClient(tx, actor, clientId);
        const id = newId();
        insertClearance(tx, key, { by: actor, id, note });
        tx.record({ action: 'clearance.requested', subjectIds: [id, standingId] });
        tx.emit('clearance.requested', { clearanceId: id });
        return findClearance(tx, id);
      },
      REPEAT_CLEARANCE,
    );
  }
}
