import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, joinExtents, printOf, RecordPart } from '../clinical-access/index.js';
import type { Json, RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenAddendum, OpenNote } from './opened-notes.js';
import { addendaOf } from './storage/addenda.js';
import { notesPage } from './storage/notes.js';

const ALL = 100_000;
const TEXT = { type: 'string' };

/** What therapists have signed of visits, each with its addenda. Of a note's inside readers take what they know. */
@Injectable()
export class SessionNotesPart extends RecordPart {
  readonly name = 'sessionNotes';
  readonly title = 'Session notes';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: ['appointmentId', 'visitStartsAt', 'signedAt', 'signedBy', 'note', 'addenda'],
    properties: {
      appointmentId: { type: 'string', format: 'uuid' },
      visitStartsAt: { type: 'string', format: 'date-time' },
      signedAt: { type: 'string', format: 'date-time' },
      signedBy: TEXT,
      note: {
        type: 'object',
        required: ['subjective', 'objective', 'assessment', 'plan', 'findings', 'techniques', 'consent', 'reaction'],
        properties: {
          ...{ subjective: TEXT, objective: TEXT, assessment: TEXT, plan: TEXT, reaction: TEXT },
          findings: { type: 'array', items: { type: 'object', required: ['region', 'kind', 'intensity'] } },
          techniques: { type: 'array', items: { type: 'object', required: ['technique', 'pressure', 'sites'] } },
          consent: { type: ['object', 'null'] },
        },
      },
      addenda: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['sequence', 'writtenAt', 'writtenBy', 'reason', 'text'],
          properties: {
            sequence: { type: 'integer', minimum: 1 },
            writtenAt: { type: 'string', format: 'date-time' },
            ...{ writtenBy: TEXT, reason: TEXT, text: TEXT },
          },
        },
      },
    },
  };
  private readonly opened: OpenedNotes;

  constructor(vault: Vault) {
    super();
    this.opened = new OpenedNotes(vault);
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const rows = await notesPage(tx, { clientIds: recordIds, after: undefined, limit: ALL });
    const notes = (await this.opened.notes(tx, rows)).filter(({ content }) => content !== null);
    const addenda = await this.opened.addenda(
      tx,
      await addendaOf(
        tx,
        notes.map(({ id }) => id),
      ),
    );
    return notes.reverse().map((note) =>
      toEntry(
        note,
        addenda.filter(({ noteId }) => noteId === note.id),
      ),
    );
  }

  /** Drafts count: they tell of a visit that took place. */
  async extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return joinExtents(
      await extentOf(tx, 'session_notes', 'signed_at', recordIds),
      await extentOf(tx, 'session_note_drafts', 'created_at', recordIds),
    );
  }
}

function toEntry(note: OpenNote, addenda: readonly OpenAddendum[]): RecordEntry {
  const { id, clientId, appointmentId, visitStartsAt: at, signedAt, authorName: signedBy } = note;
  const added = addenda.map(({ sequence, writtenAt, authorName, content }) => {
    const { reason, text } = content!;
    return { sequence, writtenAt: writtenAt.toISOString(), writtenBy: authorName, reason, text };
  });
  const signed = { signedAt: signedAt.toISOString(), signedBy };
  const inside = note.content as unknown as { readonly [key: string]: Json };
  const data = { appointmentId, visitStartsAt: at.toISOString(), ...signed, note: inside, addenda: added };
  const print = [
    { kind: 'facts' as const, facts: [['Signed', `${signed.signedAt} by ${signedBy}`] as const] },
    ...printOf(inside),
    ...added.map(({ sequence, writtenAt, writtenBy, reason, text }) => ({
      kind: 'text' as const,
      label: `Addendum ${sequence}, ${writtenAt} by ${writtenBy}: ${reason}`,
      text,
    })),
  ];
  return { id, clientId, at, title: 'Session note', data, print };
}
