import { Injectable } from '@nestjs/common';
import { InvalidInput, newId } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { addendumViolations } from './domain/addendum.js';
import type { Addendum } from './domain/addendum.js';
import type { OpenNote } from './opened-notes.js';
import { ReadNotes } from './read-notes.js';
import { ADDENDUM_CONTENT, insertAddendum, lastSequence } from './storage/addenda.js';
import { authorOf, VisitsToWriteOf } from './visits-to-write-of.js';

export interface AddendumToAdd extends Addendum {
  readonly noteId: string;
}

@Injectable()
export class AddAddendum {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
    private readonly visits: VisitsToWriteOf,
    private readonly readNotes: ReadNotes,
  ) {}

  /**
   * Adds what corrects or completes a signed note, under the next number, dated and with its author's name: the author of
   * the note, or another therapist who treats the client. The note itself stays as it is. Throws `InvalidInput`,
   * `NotFound` and `Forbidden`.
   */
  async execute(actor: StaffActor, { noteId, ...addendum }: AddendumToAdd): Promise<OpenNote> {
    const broken = addendumViolations(addendum);
    if (broken.length > 0) throw new InvalidInput(broken);
    return this.unitOfWork.do(actor, (tx) => this.add(tx, noteId, addendum), {
      idOf: ({ id }) => id,
      again: (tx, id) => this.readNotes.byId(tx, id),
    });
  }

  private async add(tx: Tx, noteId: string, { reason, text }: Addendum): Promise<OpenNote> {
    const note = await this.readNotes.byId(tx, noteId);
    await this.visits.requireTreating(tx, await this.access.require(tx, note.clientId));
    const key = await this.vault.keyOf(tx, note.clientId);
    await tx.lock([note.id]);
    const id = newId();
    insertAddendum(tx, {
      ...{ id, noteId: note.id, sequence: (await lastSequence(tx, note.id)) + 1, authorId: authorOf(tx) },
      ...{ content: key.sealJson(ADDENDUM_CONTENT(id), { reason, text }), writtenAt: tx.now },
    });
    tx.record({ action: 'session_note.addendum_added', subjectIds: [id, note.id, note.clientId] });
    tx.emit('session_note.addendum_added', { noteId: note.id, addendumId: id });
    return note;
  }
}
