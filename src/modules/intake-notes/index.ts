export { INTAKE_NOTE_FACTS } from './facts.js';
export { IntakeNotesPart } from './intake-notes-part.js';
export { IntakeNotesModule } from './intake-notes.module.js';
export type { Intake } from './intakes.js';
export { ReadIntakeForLink } from './read-intake-for-link.js';
export { ReadIntakeNotes } from './read-intake-notes.js';
export { SaveIntakeAnswers } from './save-intake-answers.js';
export { StartIntake } from './start-intake.js';
export { SubmitIntake } from './submit-intake.js';
export { IntakePagesModule } from './pages/intake-pages.module.js';

// How a form is asked and read on a page: check-ins ask theirs in the same way.
export { answersOf } from './pages/answers-list.js';
export { errorSummary } from './pages/error-summary.js';
export type { Problems } from './pages/error-summary.js';
export { hiddenFields } from './pages/intake-frame.js';
export { INTAKE_MESSAGES } from './pages/messages.js';
export { questionField } from './pages/question-field.js';
export { givenBy, keptEntries, sentEntries } from './pages/read-answers.js';
export type { Entries } from './pages/read-answers.js';
export { ruleText } from './pages/save-step.js';
