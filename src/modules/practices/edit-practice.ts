import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Repeat, StaleVersion } from '../../platform/database/index.js';
import { Practice } from './storage/practice.entity.js';

export type PracticeChanges = Partial<Pick<Practice, 'name' | 'country' | 'recallLead' | 'recallNudge'>>;

const REPEAT: Repeat<Practice> = {
  idOf: ({ id }) => id,
  again: (tx, id) => tx.manager.findOneByOrFail(Practice, { id }),
};

/** The currency is not among the changes: every price, past and future, is an amount of it. */
@Injectable()
export class EditPractice {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(
    actor: Actor,
    { version, changes }: { version: number; changes: PracticeChanges },
  ): Promise<Outcome<Practice, StaleVersion>> {
    return this.unitOfWork.run(
      actor,
      async (tx) => {
        const id = tx.practiceId;
        const written = { ...changes, version: version + 1, updatedAt: tx.now };
        const { affected } = await tx.manager.update(Practice, { id, version }, written);
        const practice = await tx.manager.findOneByOrFail(Practice, { id });
        if (affected === 0) return refuse({ kind: 'stale_version', currentVersion: practice.version });
        tx.record({ action: 'practice.edited', subjectIds: [id], details: { fields: Object.keys(changes) } });
        tx.emit('practice.changed', { practiceId: id });
        return ok(practice);
      },
      { repeat: REPEAT },
    );
  }
}
