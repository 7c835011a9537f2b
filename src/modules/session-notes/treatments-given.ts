import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { TechniqueUsed } from './domain/session-note.js';
import { OpenedNotes } from './opened-notes.js';
import { noteOfVisit } from './storage/notes.js';

/** What was done in a visit, by its signed note. */
export interface TreatmentGiven {
  readonly signedAt: Date;
  readonly techniques: readonly TechniqueUsed[];
}

/** For the program itself, which plans by it: nobody is shown what it reads. Needs nothing but global providers. */
@Injectable()
export class TreatmentsGiven {
  private readonly opened: OpenedNotes;

  constructor(vault: Vault) {
    this.opened = new OpenedNotes(vault);
  }

  /** Null where no note is signed, or the record was erased. */
  async ofVisit(tx: Tx, appointmentId: string): Promise<TreatmentGiven | null> {
    const row = await noteOfVisit(tx, appointmentId);
    const [note] = row ? await this.opened.notes(tx, [row]) : [];
    if (!note?.content) return null;
    tx.recordRead('session_note', [note.id]);
    return { signedAt: note.signedAt, techniques: note.content.techniques };
  }
}
