export { AdverseEventKind } from './domain/adverse-event.js';
export { SESSION_NOTE_FACTS } from './facts.js';
export { MyDayVisit as MyDayVisitType } from './graphql/my-day-types.js';
export { SessionNotesModule } from './session-notes.module.js';
export { AdverseEventsPart } from './adverse-events-part.js';
export { SessionNotesPart } from './session-notes-part.js';
export { TreatmentsGiven } from './treatments-given.js';
export type { TreatmentGiven } from './treatments-given.js';
