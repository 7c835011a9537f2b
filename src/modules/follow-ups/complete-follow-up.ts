import { Injectable } from '@nestjs/common';
import { NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion, Tx } from '../../platform/database/index.js';
import { isSeen, sightOf } from './domain/follow-up-kinds.js';
import { findFollowUpForChange, writeDone } from './storage/follow-ups.js';
import type { FollowUp } from './storage/follow-ups.js';

@Injectable()
export class CompleteFollowUp {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` also for one that is not the actor's to see. One that is done stays as it was done. */
  execute(
    actor: StaffActor,
    { id, version }: { id: string; version: number },
  ): Promise<Outcome<FollowUp, StaleVersion>> {
    return this.unitOfWork.run<FollowUp, StaleVersion>(
      actor,
      async (tx) => {
        const followUp = await findVisible(tx, actor, id);
        if (followUp.version !== version) {
          return refuse({ kind: 'stale_version', currentVersion: followUp.version });
        }
        if (followUp.doneAt) return ok(followUp);
        tx.record({ action: 'follow_up.done', subjectIds: [id] });
        tx.emit('follow_up.done', { followUpId: id });
        return ok(writeDone(tx, followUp));
      },
      { repeat: { idOf: (followUp) => followUp.id, again: (tx, done) => findVisible(tx, actor, done) } },
    );
  }
}

async function findVisible(tx: Tx, actor: StaffActor, id: string): Promise<FollowUp> {
  const followUp = await findFollowUpForChange(tx, id);
  if (!isSeen(sightOf(actor), followUp)) throw new NotFound('follow-up', id);
  return followUp;
}
