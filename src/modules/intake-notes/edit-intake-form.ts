import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { Form } from './domain/index.js';
import { REPEAT_FORM_DRAFT } from './repeat-form-draft.js';
import { staleFormDraft, updateFormDraft } from './storage/intake-forms.js';
import type { FormDraft } from './storage/intake-forms.js';

@Injectable()
export class EditIntakeForm {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Replaces the whole draft: what is wrong with it is told, and matters when it is published. Throws `NotFound`. */
  execute(
    actor: StaffActor,
    { version, form }: { version: number; form: Form },
  ): Promise<Outcome<FormDraft, StaleVersion>> {
    return this.unitOfWork.run<FormDraft, StaleVersion>(
      actor,
      async (tx) => {
        const edited = await updateFormDraft(tx, version, form);
        if (!edited) return refuse(await staleFormDraft(tx));
        tx.record({ action: 'intake_form.edited', subjectIds: [edited.id] });
        return ok(edited);
      },
      { repeat: REPEAT_FORM_DRAFT },
    );
  }
}
