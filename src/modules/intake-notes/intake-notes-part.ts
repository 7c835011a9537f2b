import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, RecordPart } from '../clinical-access/index.js';
import type { Json, Print, RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { BodyRegion, BodySide } from '../practices/domain/index.js';
import { VerdictLevel } from '../screening/domain/index.js';
import { AnswerState, Filler, QuestionKind, readBack, signedBy, textIn } from './domain/index.js';
import type { Form, ReadAnswer } from './domain/index.js';
import { openNotes } from './open-notes.js';
import type { OpenedNote } from './open-notes.js';
import { inWords } from './pages/answer-in-words.js';
import { INTAKE_MESSAGES } from './pages/messages.js';
import { deleteDraftsOf } from './storage/intake-drafts.js';
import { intakeNotesOf } from './storage/intake-notes.js';
import type { NoteContent } from './storage/intake-notes.js';

const ALL = 10_000;
const LANGUAGE = 'en';
const TEXT = { type: 'string' };
const SITE = {
  type: 'object',
  additionalProperties: false,
  required: ['region', 'side'],
  properties: { region: { enum: Object.values(BodyRegion) }, side: { enum: Object.values(BodySide) } },
};
/** By its kind, an answer has one of the fields `text`, `option`, `options`, `value`, `date`, `yes`, `sites` and `name`. */
const ANSWER = {
  type: ['object', 'null'],
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: { enum: Object.values(QuestionKind) },
    ...{ text: TEXT, option: TEXT, options: { type: 'array', items: TEXT }, value: { type: 'integer' } },
    ...{ date: { type: 'string', format: 'date' }, yes: { type: 'boolean' }, detail: TEXT },
    ...{ sites: { type: 'array', items: SITE }, name: TEXT },
  },
};
const SAID = {
  type: 'object',
  additionalProperties: false,
  required: ['questionId', 'question', 'state', 'answer'],
  properties: { questionId: TEXT, question: TEXT, state: { enum: Object.values(AnswerState) }, answer: ANSWER },
};
const PROPERTIES = {
  formVersion: { type: 'integer', minimum: 1 },
  filledInBy: { enum: ['client', 'staff'] },
  filler: { enum: Object.values(Filler) },
  answeredOn: { type: 'string', format: 'date' },
  signedBy: { type: ['string', 'null'] },
  verdictLevel: { enum: Object.values(VerdictLevel) },
  /** The sections that had changed since the note before; null where the whole form was asked. */
  changed: { type: ['array', 'null'], items: TEXT },
  answers: { type: 'array', items: SAID },
};

/** The health histories that a client has given, with every question in the words in which it was asked. */
@Injectable()
export class IntakeNotesPart extends RecordPart {
  readonly name = 'intakeNotes';
  readonly title = 'Intake notes';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(PROPERTIES),
    properties: PROPERTIES,
  };

  constructor(private readonly vault: Vault) {
    super();
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const notes = await intakeNotesOf(tx, { clientIds: recordIds, limit: ALL });
    return (await openNotes(tx, this.vault, notes.reverse())).flatMap(toEntry);
  }

  extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return extentOf(tx, 'intake_notes', 'submitted_at', recordIds);
  }

  override async discard(tx: Tx, recordIds: readonly string[]): Promise<void> {
    await deleteDraftsOf(tx, recordIds);
  }
}

/** None for a note that can be read no more. */
function toEntry({ note, content, form, version }: OpenedNote): RecordEntry[] {
  if (!content) return [];
  const { id, clientId, linkId, filler, answeredOn, verdictLevel, submittedAt: at } = note;
  const data = {
    ...{ formVersion: version.number, filledInBy: linkId ? 'client' : 'staff', filler, answeredOn },
    ...{ signedBy: signedBy(form, content.answers), verdictLevel, changed: content.changed },
    answers: readBack(form, content.answers).map(toSaid),
  };
  return [{ id, clientId, at, title: 'Health history', data, print: printOf(form, content) }];
}

const toSaid = ({ question, state, answer }: ReadAnswer): Json => ({
  ...{ questionId: question.id, question: textIn(question.label, LANGUAGE), state },
  answer: answer && (answer as unknown as Json),
});

/** What is printed where there are no words of the client. */
const UNSAID: Readonly<Partial<Record<AnswerState, string>>> = {
  [AnswerState.REFUSED]: 'Refused',
  [AnswerState.NOT_ANSWERED]: 'Not answered',
};

/** Section by section, what was asked. */
function printOf(form: Form, { answers }: NoteContent): Print[] {
  const asked = readBack(form, answers).filter(({ state }) => state !== AnswerState.NOT_ASKED);
  const wording = { language: LANGUAGE, messages: INTAKE_MESSAGES[LANGUAGE] } as const;
  return form.sections.flatMap(({ title, questions }): Print[] => {
    const rows = asked
      .filter(({ question }) => questions.includes(question))
      .map(({ question, state }) => [
        textIn(question.label, LANGUAGE),
        UNSAID[state] ?? inWords(question, answers, wording).text,
      ]);
    return rows.length === 0 ? [] : [{ kind: 'table', columns: [textIn(title, LANGUAGE), ''], rows }];
  });
}
