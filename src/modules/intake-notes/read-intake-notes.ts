import { Injectable } from '@nestjs/common';
import { isId, NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { formFor } from './domain/index.js';
import type { Form } from './domain/index.js';
import { formVersionsById } from './storage/intake-forms.js';
import type { FormVersion } from './storage/intake-forms.js';
import { findIntakeNote, intakeNotesOf, NOTE_CONTENT } from './storage/intake-notes.js';
import type { IntakeNote, NoteContent } from './storage/intake-notes.js';

export interface OpenedNote {
  readonly note: IntakeNote;
  /** Null once the client's record has been erased. */
  readonly content: NoteContent | null;
  readonly version: FormVersion;
  /** Of that version, what concerned whoever filled it in. */
  readonly form: Form;
}

/** Submitted intake notes, for whoever may read the client's clinical record. */
@Injectable()
export class ReadIntakeNotes {
  constructor(
    private readonly clinicalAccess: ClinicalAccess,
    private readonly vault: Vault,
  ) {}

  /** Of the client's person, under whichever of the merged records; the latest first. Throws `NotFound`. */
  async ofClient(
    tx: Tx,
    { clientId, ...page }: { clientId: string; after?: string; limit: number },
  ): Promise<OpenedNote[]> {
    const clientIds = await this.clinicalAccess.require(tx, clientId);
    return this.open(tx, await intakeNotesOf(tx, { clientIds, ...page }));
  }

  /** Throws `NotFound`. */
  async one(tx: Tx, id: string): Promise<OpenedNote> {
    const note = isId(id) ? await findIntakeNote(tx, id) : undefined;
    if (!note) throw new NotFound('intake note', id);
    if (!(await this.clinicalAccess.readable(tx, [note.clientId])).has(note.clientId)) {
      throw new NotFound('intake note', id);
    }
    return (await this.open(tx, [note]))[0]!;
  }

  /** Notes that the actor was let in to read already, in two statements whatever their number. */
  private async open(tx: Tx, notes: readonly IntakeNote[]): Promise<OpenedNote[]> {
    const keys = await this.vault.keysOf(tx, [...new Set(notes.map(({ clientId }) => clientId))]);
    const versions = await formVersionsById(tx, [...new Set(notes.map(({ formVersionId }) => formVersionId))]);
    return notes.map((note) => {
      const key = keys.get(note.clientId);
      const version = versions.get(note.formVersionId)!;
      const content = key ? key.openJson<NoteContent>(NOTE_CONTENT(note.id), note.content) : null;
      return { note, content, version, form: formFor(version.form, note.filler) };
    });
  }
}
