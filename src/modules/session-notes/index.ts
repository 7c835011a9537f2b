export { SESSION_NOTE_FACTS } from './facts.js';
export { SessionNotesModule } from './session-notes.module.js';
export { AdverseEventsPart } from './adverse-events-part.js';
export { SessionNotesPart } from './session-notes-part.js';
