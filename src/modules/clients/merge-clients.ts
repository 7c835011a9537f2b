import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { refuseMerged } from './refusals.js';
import type { Merged, NotMergeable } from './refusals.js';
import { REPEAT_CLIENT } from './repeat-client.js';
import { ClientMerge } from './storage/client-merge.entity.js';
import { Client } from './storage/client.entity.js';
import { findForChange, standingClient } from './storage/clients.js';
import { pointClient } from './storage/merges.js';
import { VisitsOfClients } from './visits-of-clients.js';

interface Request {
  readonly sourceId: string;
  /** Where this one was merged itself, the client that stands for it is meant. */
  readonly targetId: string;
}

/**
 * Lets one client stand for another who is the same person. The source keeps its record, its past visits and its
 * signed notes, and points at the target; visits that are not over go to the target, so that the constraint against
 * double booking sees one person's visits under one id.
 */
@Injectable()
export class MergeClients {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visits: VisitsOfClients,
  ) {}

  /** Answers the target. Throws `NotFound`, and `InvalidInput` where the target is archived. */
  execute(actor: StaffActor, request: Request): Promise<Outcome<Client, Merged | NotMergeable>> {
    return this.unitOfWork.run<Client, Merged | NotMergeable>(
      actor,
      async (tx) => {
        // One merge in a practice at a time: chains stand still while this one is looked at, and no two close a circle.
        await tx.lock([tx.practiceId]);
        const source = await findForChange(tx, request.sourceId);
        const target = await standingClient(tx, request.targetId);
        if (source.mergedIntoId) return refuseMerged(tx, source);
        if (source.id === target.id) return refuse({ kind: 'same_client' });
        if (target.archivedAt) throw InvalidInput.of('targetId', 'live', 'The client to merge into is archived.');

        await tx.lock([source.id, target.id]);
        if (await this.visits.overlap(tx, source.id, target.id)) return refuse({ kind: 'visits_overlap' });
        await this.merge(tx, actor, source.id, target.id);
        return ok(await findOne(tx, Client, 'client', target.id));
      },
      { repeat: REPEAT_CLIENT },
    );
  }

  private async merge(tx: Tx, actor: StaffActor, sourceId: string, targetId: string): Promise<void> {
    const visitIds = await this.visits.handOver(tx, { fromId: sourceId, toId: targetId });
    await pointClient(tx, sourceId, targetId);
    const merge = {
      id: newId(),
      practiceId: tx.practiceId,
      sourceId,
      targetId,
      visitIds,
      mergedBy: actor.membershipId,
    };
    await tx.manager.insert(ClientMerge, { ...merge, mergedAt: tx.now });
    await this.visits.lookAgain(tx, [targetId]);
    tx.record({ action: 'client.merged', subjectIds: [sourceId, targetId], details: { mergeId: merge.id, visitIds } });
    tx.emit('client.merged', { sourceId, targetId });
  }
}
