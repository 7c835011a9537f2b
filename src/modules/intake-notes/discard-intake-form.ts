import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { staleFormDraft, takeFormDraft } from './storage/intake-forms.js';

@Injectable()
export class DiscardIntakeForm {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws the draft away, and gives its id. What was published stays. Throws `NotFound` where there is no draft. */
  execute(actor: StaffActor, version: number): Promise<Outcome<string, StaleVersion>> {
    return this.unitOfWork.run<string, StaleVersion>(
      actor,
      async (tx) => {
        const draft = await takeFormDraft(tx, version);
        if (!draft) return refuse(await staleFormDraft(tx));
        tx.record({ action: 'intake_form.discarded', subjectIds: [draft.id] });
        return ok(draft.id);
      },
      { repeat: { idOf: (id) => id, again: (_, id) => Promise.resolve(id) } },
    );
  }
}
