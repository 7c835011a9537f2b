/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const SESSION_NOTE_FACTS = [
  'session_note.signed',
  'session_note.addendum_added',
  'adverse_event.recorded',
] as const;
