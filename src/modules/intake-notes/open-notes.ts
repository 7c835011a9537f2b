import type { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { answeredNow, formFor } from './domain/index.js';
import type { Form } from './domain/index.js';
import { formVersionsById } from './storage/intake-forms.js';
import type { FormVersion } from './storage/intake-forms.js';
import { NOTE_CONTENT } from './storage/intake-notes.js';
import type { IntakeNote, NoteContent } from './storage/intake-notes.js';

export interface OpenedNote {
  readonly note: IntakeNote;
  /** Null once the client's record has been erased. */
  readonly content: NoteContent | null;
  readonly version: FormVersion;
  /** Of that version, what concerned whoever filled it in. */
  readonly form: Form;
}

/** For somebody who was let in to read them already; in two statements, whatever their number. */
export async function openNotes(tx: Tx, vault: Vault, notes: readonly IntakeNote[]): Promise<OpenedNote[]> {
  const keys = await vault.keysOf(tx, [...new Set(notes.map(({ clientId }) => clientId))]);
  const versions = await formVersionsById(tx, [...new Set(notes.map(({ formVersionId }) => formVersionId))]);
  return notes.map((note) => {
    const key = keys.get(note.clientId);
    const version = versions.get(note.formVersionId)!;
    const content = key ? key.openJson<NoteContent>(NOTE_CONTENT(note.id), note.content) : null;
    return { note, content, version, form: formFor(version.form, note.filler) };
  });
}

/** Without what was carried over from an earlier note. */
export function asSent(opened: OpenedNote): OpenedNote {
  const { content, form } = opened;
  if (!content) return opened;
  const sent = answeredNow(form, content);
  return { ...opened, form: sent.form, content: { ...content, answers: sent.answers } };
}
