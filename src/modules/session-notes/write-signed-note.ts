import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Moment } from '../outcomes/domain/index.js';
import { RecordMeasurement } from '../outcomes/index.js';
import { NOTE_SCHEMA_VERSION } from './domain/session-note.js';
import type { SessionNote } from './domain/session-note.js';
import { deleteDraft } from './storage/drafts.js';
import type { DraftRow } from './storage/drafts.js';
import { insertNote, NOTE_CONTENT } from './storage/notes.js';
import { authorOf } from './visits-to-write-of.js';
import type { WrittenVisit } from './visits-to-write-of.js';

interface Signed {
  readonly visit: WrittenVisit;
  readonly draft: Omit<DraftRow, 'content'>;
  readonly note: SessionNote;
}

/** What a signature brings about, in the unit of the signature. */
@Injectable()
export class WriteSignedNote {
  constructor(
    private readonly vault: Vault,
    private readonly measurements: RecordMeasurement,
  ) {}

  /** Under the record that the client of the visit has at this moment. */
  async execute(tx: Tx, { visit, draft, note }: Signed): Promise<void> {
    const { id, createdAt: draftedAt } = draft;
    const { id: appointmentId, clientId, therapistId, startsAt: visitStartsAt } = visit;
    const key = await this.vault.keyOf(tx, clientId);
    insertNote(tx, {
      ...{ id, appointmentId, clientId, therapistId, authorId: authorOf(tx), visitStartsAt, draftedAt },
      ...{ schemaVersion: NOTE_SCHEMA_VERSION, content: key.sealJson(NOTE_CONTENT(id), note), signedAt: tx.now },
    });
    deleteDraft(tx, id);
    await this.recordScores(tx, visit, note);
    tx.record({ action: 'session_note.signed', subjectIds: [id, clientId] });
    tx.emit('session_note.signed', { noteId: id, appointmentId, clientId });
  }

  private async recordScores(tx: Tx, visit: WrittenVisit, { scoresBefore, scoresAfter }: SessionNote): Promise<void> {
    const { id: appointmentId, clientId, startsAt, endsAt } = visit;
    const taken = [
      { moment: Moment.BEFORE, takenAt: startsAt, scores: scoresBefore },
      { moment: Moment.AFTER, takenAt: endsAt, scores: scoresAfter },
    ];
    for (const { moment, takenAt: at, scores } of taken) {
      if (scores.length === 0) continue;
      // A session that begins early, or ends early, is signed before its time.
      const takenAt = at < tx.now ? at : tx.now;
      await this.measurements.execute(tx, { clientId, appointmentId, moment, takenAt, scores });
    }
  }
}
