import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { REPEAT_FORM_DRAFT } from './repeat-form-draft.js';
import { currentFormVersion, findFormDraft, insertFormDraft } from './storage/intake-forms.js';
import type { FormDraft } from './storage/intake-forms.js';

@Injectable()
export class DraftIntakeForm {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Begins the next version as a copy of the present one, or goes on with what was begun. */
  execute(actor: StaffActor): Promise<FormDraft> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        await tx.lock([tx.practiceId]);
        const begun = await findFormDraft(tx);
        if (begun) return begun;
        const { form } = await currentFormVersion(tx);
        const draft = await insertFormDraft(tx, form);
        tx.record({ action: 'intake_form.drafted', subjectIds: [draft.id] });
        return draft;
      },
      REPEAT_FORM_DRAFT,
    );
  }
}
