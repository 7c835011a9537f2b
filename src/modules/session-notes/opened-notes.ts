import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey, Place } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { Addendum } from './domain/addendum.js';
import type { AdverseEvent } from './domain/adverse-event.js';
import type { SessionNote } from './domain/session-note.js';
import { ADDENDUM_CONTENT } from './storage/addenda.js';
import type { WrittenAddendum } from './storage/addenda.js';
import { EVENT_CONTENT } from './storage/adverse-events.js';
import type { RecordedEvent } from './storage/adverse-events.js';
import { DRAFT_CONTENT } from './storage/drafts.js';
import type { DraftRow } from './storage/drafts.js';
import { NOTE_CONTENT } from './storage/notes.js';
import type { SignedRow } from './storage/notes.js';

/** A row with its content in the clear: null where the client's record has been erased. */
type Opened<Row, Content> = Omit<Row, 'content'> & { readonly content: Content | null };

export type OpenDraft = Opened<DraftRow, SessionNote>;
export type OpenNote = Opened<SignedRow, SessionNote>;
export type OpenAddendum = Opened<WrittenAddendum, Addendum>;
export type OpenEvent = Opened<RecordedEvent, AdverseEvent>;

interface Sealed {
  readonly id: string;
  readonly clientId: string;
  readonly content: Buffer;
}

/** Opens many rows with one look at the keys. Who may read them has been decided before. */
@Injectable()
export class OpenedNotes {
  constructor(private readonly vault: Vault) {}

  /** Reads the keys of these records beside the rows that they will open, which then wait for nothing. Asked after them. */
  async readKeys(tx: Tx, recordIds: readonly string[]): Promise<void> {
    await this.vault.keysOf(tx, recordIds);
  }

  drafts(tx: Tx, rows: readonly DraftRow[]): Promise<OpenDraft[]> {
    return this.open(tx, rows, DRAFT_CONTENT);
  }

  notes(tx: Tx, rows: readonly SignedRow[]): Promise<OpenNote[]> {
    return this.open(tx, rows, NOTE_CONTENT);
  }

  addenda(tx: Tx, rows: readonly WrittenAddendum[]): Promise<OpenAddendum[]> {
    return this.open(tx, rows, ADDENDUM_CONTENT);
  }

  events(tx: Tx, rows: readonly RecordedEvent[]): Promise<OpenEvent[]> {
    return this.open(tx, rows, EVENT_CONTENT);
  }

  private async open<Row extends Sealed, Content>(
    tx: Tx,
    rows: readonly Row[],
    placeOf: (rowId: string) => Place,
  ): Promise<Opened<Row, Content>[]> {
    const keys = await this.vault.keysOf(tx, [...new Set(rows.map(({ clientId }) => clientId))]);
    return rows.map((row) => ({ ...row, content: contentOf<Content>(keys.get(row.clientId), placeOf(row.id), row) }));
  }
}

const contentOf = <Content>(key: ClientKey | undefined, place: Place, { content }: Sealed): Content | null =>
  key ? key.openJson<Content>(place, content) : null;
