import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import type { NotMerged } from './refusals.js';
import { REPEAT_CLIENT } from './repeat-client.js';
import { ClientMerge } from './storage/client-merge.entity.js';
import { Client } from './storage/client.entity.js';
import { standingClient } from './storage/clients.js';
import { pointClient, standingMerge } from './storage/merges.js';
import { VisitsOfClients } from './visits-of-clients.js';

/**
 * Makes a merged client stand for itself again. The visits that went over with the merge come back, from whoever has
 * them now, as far as they are not over; what was booked since stays with the target.
 */
@Injectable()
export class UndoMerge {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitsOfClients,
  ) {}

  /** Answers the client that was merged. */
  execute(actor: StaffActor, sourceId: string): Promise<Outcome<Client, NotMerged>> {
    return this.unitOfWork.run<Client, NotMerged>(
      actor,
      async (tx) => {
        await tx.lock([tx.practiceId]);
        await findOne(tx, Client, 'client', sourceId);
        const merge = await standingMerge(tx, sourceId);
        if (!merge) return refuse({ kind: 'not_merged' });

        const holder = await standingClient(tx, sourceId);
        await tx.lock([sourceId, holder.id]);
        const { id, visitIds, targetId } = merge;
        const returned = await this.visits.handOver(tx, { fromId: holder.id, toId: sourceId, visitIds });
        await pointClient(tx, sourceId, null);
        const undone = { undoneBy: actor.membershipId, undoneAt: tx.now };
        await tx.manager.update(ClientMerge, { practiceId: tx.practiceId, id }, undone);
        await this.visits.lookAgain(tx, [holder.id, sourceId]);
        const details = { mergeId: id, visitIds: returned };
        tx.record({ action: 'client.merge_undone', subjectIds: [sourceId, targetId], details });
        tx.emit('client.merge_undone', { sourceId, targetId });
        return ok(await findOne(tx, Client, 'client', sourceId));
      },
      { repeat: REPEAT_CLIENT },
    );
  }
}
