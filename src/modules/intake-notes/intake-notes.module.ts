import { Module } from '@nestjs/common';
import { DiscardIntakeForm } from './discard-intake-form.js';
import { DraftIntakeForm } from './draft-intake-form.js';
import { EditIntakeForm } from './edit-intake-form.js';
import { IntakeFieldsResolver, SubmitIntakeFieldsResolver } from './graphql/emergency-advice-resolvers.js';
import { IntakeFormsResolver } from './graphql/intake-forms-resolver.js';
import { IntakesResolver } from './graphql/intakes-resolver.js';
import { Intakes } from './intakes.js';
import { NoteScreening } from './note-screening.js';
import { PublishIntakeForm } from './publish-intake-form.js';
import { ReadIntakeForLink } from './read-intake-for-link.js';
import { ReadIntakeNotes } from './read-intake-notes.js';
import { SaveIntakeAnswers } from './save-intake-answers.js';
import { StartIntake } from './start-intake.js';
import { SubmitIntake } from './submit-intake.js';

const RESOLVERS = [IntakeFieldsResolver, IntakeFormsResolver, IntakesResolver, SubmitIntakeFieldsResolver];
const FORMS = [DiscardIntakeForm, DraftIntakeForm, EditIntakeForm, PublishIntakeForm];
const NOTES = [ReadIntakeForLink, ReadIntakeNotes, SaveIntakeAnswers, StartIntake, SubmitIntake];

@Module({ providers: [...RESOLVERS, ...FORMS, ...NOTES, Intakes, NoteScreening], exports: NOTES })
export class IntakeNotesModule {}
