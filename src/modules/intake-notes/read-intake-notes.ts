import { Injectable } from '@nestjs/common';
import { isId, NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { asSent, openNotes } from './open-notes.js';
import type { OpenedNote } from './open-notes.js';
import { findIntakeNote, intakeNotesOf } from './storage/intake-notes.js';

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
    return openNotes(tx, this.vault, await intakeNotesOf(tx, { clientIds, ...page }));
  }

  /** For a client by a link, no more than what was sent by it. Throws `NotFound`. */
  async one(tx: Tx, id: string): Promise<OpenedNote> {
    const note = isId(id) ? await findIntakeNote(tx, id) : undefined;
    const readable = note && (await this.clinicalAccess.readable(tx, [note.clientId]));
    if (!note || !readable?.has(note.clientId)) throw new NotFound('intake note', id);
    const [opened] = await openNotes(tx, this.vault, [note]);
    return tx.actor.kind === 'client' ? asSent(opened!) : opened!;
  }
}
