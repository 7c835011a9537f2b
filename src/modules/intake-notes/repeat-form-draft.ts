import { NotFound } from '../../kernel/index.js';
import type { Repeat } from '../../platform/database/index.js';
import { findFormDraft } from './storage/intake-forms.js';
import type { FormDraft } from './storage/intake-forms.js';

/** The draft as it stands. Throws `NotFound` where it was published or discarded meanwhile. */
export const REPEAT_FORM_DRAFT: Repeat<FormDraft> = {
  idOf: ({ id }) => id,
  again: async (tx, id) => {
    const draft = await findFormDraft(tx);
    if (draft?.id !== id) throw new NotFound('draft of the intake form', id);
    return draft;
  },
};
