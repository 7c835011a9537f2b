/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const INTAKE_NOTE_FACTS = ['intake_note.submitted'] as const;
