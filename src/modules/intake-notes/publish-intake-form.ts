import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { checkForm } from './domain/index.js';
import type { UnfitForm } from './refusals.js';
import { formVersionsById, insertFormVersion, staleFormDraft, takeFormDraft } from './storage/intake-forms.js';
import type { FormVersion } from './storage/intake-forms.js';

@Injectable()
export class PublishIntakeForm {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes the draft the version that is asked from now on. Notes, and forms that are being filled in, keep theirs.
   * Throws `NotFound` where there is no draft.
   */
  execute(actor: StaffActor, version: number): Promise<Outcome<FormVersion, StaleVersion | UnfitForm>> {
    return this.unitOfWork.run<FormVersion, StaleVersion | UnfitForm>(
      actor,
      async (tx) => {
        await tx.lock([tx.practiceId]);
        const draft = await takeFormDraft(tx, version);
        if (!draft) return refuse(await staleFormDraft(tx));
        const violations = checkForm(draft.form);
        if (violations.length > 0) return refuse({ kind: 'unfit_form', violations });
        const published = await insertFormVersion(tx, draft.form, actor.membershipId);
        tx.record({ action: 'intake_form.published', subjectIds: [published.id] });
        return ok(published);
      },
      {
        repeat: {
          idOf: ({ id }) => id,
          again: async (tx, id) => (await formVersionsById(tx, [id])).get(id)!,
        },
      },
    );
  }
}
