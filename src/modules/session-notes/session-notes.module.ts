import { Module } from '@nestjs/common';
import { OutcomesModule } from '../outcomes/index.js';
import { ScreeningModule } from '../screening/index.js';
import { AddAddendum } from './add-addendum.js';
import { FindUnsignedNotes } from './find-unsigned-notes.js';
import { AdverseEventsResolver } from './graphql/adverse-events-resolver.js';
import { MyDayResolver, MyDayVisitFieldsResolver, UnsignedNoteFieldsResolver } from './graphql/my-day-resolver.js';
import { NoteFieldsResolver } from './graphql/note-fields-resolver.js';
import { NoteOfBoardVisitResolver, NoteOfVisitResolver } from './graphql/note-of-visit-resolvers.js';
import { NotesReadingResolver } from './graphql/notes-reading-resolver.js';
import { NotesWritingResolver } from './graphql/notes-writing-resolver.js';
import { OpenedNotes } from './opened-notes.js';
import { ReadAdverseEvents } from './read-adverse-events.js';
import { ReadDraft } from './read-draft.js';
import { ReadMyDay } from './read-my-day.js';
import { ReadNotes } from './read-notes.js';
import { RecordAdverseEvent } from './record-adverse-event.js';
import { SaveDraft } from './save-draft.js';
import { SignNote } from './sign-note.js';
import { StartFromLastNote } from './start-from-last-note.js';
import { VisitsToWriteOf } from './visits-to-write-of.js';
import { WriteSignedNote } from './write-signed-note.js';

const RESOLVERS = [
  AdverseEventsResolver,
  MyDayResolver,
  MyDayVisitFieldsResolver,
  NoteFieldsResolver,
  NoteOfBoardVisitResolver,
  NoteOfVisitResolver,
  NotesReadingResolver,
  NotesWritingResolver,
  UnsignedNoteFieldsResolver,
];
const USE_CASES = [
  AddAddendum,
  FindUnsignedNotes,
  ReadAdverseEvents,
  ReadDraft,
  ReadMyDay,
  ReadNotes,
  RecordAdverseEvent,
  SaveDraft,
  SignNote,
  StartFromLastNote,
];

@Module({
  imports: [OutcomesModule, ScreeningModule],
  providers: [...RESOLVERS, ...USE_CASES, OpenedNotes, VisitsToWriteOf, WriteSignedNote],
  exports: USE_CASES,
})
export class SessionNotesModule {}
