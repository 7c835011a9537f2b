import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenAddendum, OpenNote } from './opened-notes.js';
import { addendaOf } from './storage/addenda.js';
import { findNote, noteOfVisit, notesPage } from './storage/notes.js';
import type { SignedRow } from './storage/notes.js';

interface PageOfNotes {
  readonly clientId: string;
  readonly after: readonly [startsAt: string, id: string] | undefined;
  /** How many at most. */
  readonly first: number;
}

/** Signed notes, for whoever may read the client's record. A note that is not there and one that is not theirs are told alike. */
@Injectable()
export class ReadNotes {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly opened: OpenedNotes,
  ) {}

  /** Throws `NotFound`. */
  async byId(tx: Tx, id: string): Promise<OpenNote> {
    return this.readable(tx, id, await findNote(tx, id));
  }

  /** Throws `NotFound`, also where the visit's note has not been signed. */
  async ofVisit(tx: Tx, appointmentId: string): Promise<OpenNote> {
    return this.readable(tx, appointmentId, await noteOfVisit(tx, appointmentId));
  }

  /** The notes of a person under all their records, the newest visit first. What is not shown is not opened. */
  async page(tx: Tx, { clientId, after, first }: PageOfNotes): Promise<{ notes: OpenNote[]; hasNextPage: boolean }> {
    const clientIds = await this.access.require(tx, clientId);
    const [rows] = await Promise.all([
      notesPage(tx, { clientIds, after, limit: first + 1 }),
      this.opened.readKeys(tx, clientIds),
    ]);
    return { notes: await this.open(tx, rows.slice(0, first)), hasNextPage: rows.length > first };
  }

  /** The addenda of notes that the actor has read. */
  async addenda(tx: Tx, noteIds: readonly string[]): Promise<Map<string, OpenAddendum[]>> {
    const addenda = await this.opened.addenda(tx, await addendaOf(tx, noteIds));
    return new Map(noteIds.map((id) => [id, addenda.filter(({ noteId }) => noteId === id)]));
  }

  private async readable(tx: Tx, id: string, row: SignedRow | undefined): Promise<OpenNote> {
    const readable = row && (await this.access.readable(tx, [row.clientId]));
    if (!readable?.has(row!.clientId)) throw new NotFound('session note', id);
    const [note] = await this.open(tx, [row!]);
    return note!;
  }

  private open(tx: Tx, rows: readonly SignedRow[]): Promise<OpenNote[]> {
    tx.recordRead(
      'session_note',
      rows.map(({ id }) => id),
    );
    return this.opened.notes(tx, rows);
  }
}
