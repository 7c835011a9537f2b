export { IntakeNotesPart } from './intake-notes-part.js';
export { IntakeNotesModule } from './intake-notes.module.js';
export type { Intake } from './intakes.js';
export { ReadIntakeForLink } from './read-intake-for-link.js';
export { ReadIntakeNotes } from './read-intake-notes.js';
export { SaveIntakeAnswers } from './save-intake-answers.js';
export { StartIntake } from './start-intake.js';
export { SubmitIntake } from './submit-intake.js';
export { IntakePagesModule } from './pages/intake-pages.module.js';
