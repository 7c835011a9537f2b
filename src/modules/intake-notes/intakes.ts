import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { StaleVersion, Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { formFor, isRedFlag, returnVisitForm } from './domain/index.js';
import type { Answers, Form, LastAnswers } from './domain/index.js';
import { DRAFT_ANSWERS, findIntakeDraft } from './storage/intake-drafts.js';
import type { IntakeDraft } from './storage/intake-drafts.js';
import { formVersionsById } from './storage/intake-forms.js';
import { findIntakeNote, NOTE_CONTENT } from './storage/intake-notes.js';
import type { NoteContent } from './storage/intake-notes.js';

/** A form that is being filled in, opened. */
export interface Intake {
  readonly draft: IntakeDraft;
  /** The whole form, for whoever fills it in. */
  readonly whole: Form;
  /** What the client said last; null where the whole form is asked. */
  readonly last: LastAnswers | null;
  /** What is asked: the whole form, or "what has changed?". */
  readonly form: Form;
  /** Those to what is asked, so far. */
  readonly answers: Answers;
  /** Whether the answers so far call for emergency advice at once. */
  readonly isRedFlag: boolean;
}

/** The way to a form that is being filled in: for the client by the link that it belongs to, and for the staff else. */
@Injectable()
export class Intakes {
  constructor(
    private readonly clinicalAccess: ClinicalAccess,
    private readonly vault: Vault,
  ) {}

  /**
   * Throws `NotFound`: also for the staff where the client fills it in, for a client by another link, and for a form that
   * goes on from another person's note.
   */
  async find(tx: Tx, id: string): Promise<Intake> {
    const draft = await findIntakeDraft(tx, id);
    if (!draft || !isOf(tx, draft)) throw new NotFound('intake', id);
    const records = await this.clinicalAccess.require(tx, draft.clientId);
    if (!(await isOfPerson(tx, draft, records))) throw new NotFound('intake', id);
    return this.open(tx, draft);
  }

  /** What to tell somebody whose version is not the present one. Throws `NotFound` where it was submitted meanwhile. */
  async stale(tx: Tx, id: string): Promise<StaleVersion> {
    const { draft } = await this.find(tx, id);
    return { kind: 'stale_version', currentVersion: draft.version };
  }

  /** Of somebody who was let in already. */
  async open(tx: Tx, draft: IntakeDraft): Promise<Intake> {
    const key = await this.vault.keyOf(tx, draft.clientId);
    const answers = key.openJson<Answers>(DRAFT_ANSWERS(draft.id), draft.answers);
    const version = (await formVersionsById(tx, [draft.formVersionId])).get(draft.formVersionId)!;
    const whole = formFor(version.form, draft.filler);
    const last = await this.lastAnswers(tx, draft);
    const form = last ? returnVisitForm(whole, last) : whole;
    return { draft, whole, last, form, answers, isRedFlag: isRedFlag(form, answers) };
  }

  /** Null where there are none, or where they can be read no more. */
  private async lastAnswers(tx: Tx, { previousNoteId, startedOn }: IntakeDraft): Promise<LastAnswers | null> {
    const note = previousNoteId === null ? undefined : await findIntakeNote(tx, previousNoteId);
    if (!note) return null;
    const key = (await this.vault.keysOf(tx, [note.clientId])).get(note.clientId);
    if (!key) return null;
    const { answers } = key.openJson<NoteContent>(NOTE_CONTENT(note.id), note.content);
    return { answers, today: startedOn };
  }
}

/**
 * Whether a form, and the note that it goes on from, are of the person with these records: merged clients may have been
 * parted again since it was begun, and the other one's answers filled in.
 */
export async function isOfPerson(
  tx: Tx,
  { clientId, previousNoteId }: IntakeDraft,
  records: readonly string[],
): Promise<boolean> {
  const previous = previousNoteId === null ? undefined : await findIntakeNote(tx, previousNoteId);
  return records.includes(clientId) && (!previous || records.includes(previous.clientId));
}

function isOf({ actor }: Tx, { linkId }: IntakeDraft): boolean {
  return actor.kind === 'client' ? linkId === actor.linkId : linkId === null;
}
