import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { clientsToShow } from '../clients/index.js';
import type { Client } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { ScreenVisit } from '../screening/index.js';
import type { ScreenedVisit } from '../screening/index.js';
import { toUnsigned } from './find-unsigned-notes.js';
import type { UnsignedNote } from './find-unsigned-notes.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenNote } from './opened-notes.js';
import { lastNotesBefore } from './storage/notes.js';
import type { SignedRow } from './storage/notes.js';
import { visitsOfDay } from './storage/therapist-visits.js';
import type { DayVisit } from './storage/therapist-visits.js';

export interface VisitOfMyDay extends DayVisit {
  /** To be shown by `ReadMyDay.client`. */
  readonly client: Client;
  readonly screening: ScreenedVisit;
  /** The last signed note of an earlier visit of this person, whoever wrote it. */
  readonly lastNote: OpenNote | null;
  /** Null where the note is signed, or cannot be written yet. */
  readonly unsigned: UnsignedNote | null;
}

export interface DayQuestion {
  /** YYYY-MM-DD, in each clinic's calendar. */
  readonly date: string;
  readonly clinicId: string | null;
}

@Injectable()
export class ReadMyDay {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly opened: OpenedNotes,
    private readonly screenVisit: ScreenVisit,
  ) {}

  /**
   * The visits of a therapist's day with what screening and the last notes say, in a constant number of statements.
   * Nothing for somebody who treats nobody.
   */
  async execute(tx: Tx, { therapistId }: StaffActor, { date, clinicId }: DayQuestion): Promise<VisitOfMyDay[]> {
    const visits = therapistId ? await visitsOfDay(tx, { therapistId, date, clinicId }) : [];
    const clientIds = visits.map(({ clientId }) => clientId);
    // All that goes by the visits and the records alone is read while it is asked whose record is open.
    const [[readable, rows], verdicts, clients] = await Promise.all([
      this.access.readableBeside(tx, clientIds, (people) => lastNotesOf(tx, visits, people)),
      this.verdicts(tx, visits),
      clientsToShow(tx, clientIds),
    ]);
    const own = visits.filter(({ clientId }) => readable.has(clientId));
    const lastNotes = await this.open(tx, own, rows);
    return own.map((visit) => ({
      ...visit,
      client: clients.get(visit.clientId)!,
      screening: verdicts.get(visit.appointmentId)!,
      lastNote: lastNotes.get(visit.appointmentId) ?? null,
      unsigned: waits(visit) ? toUnsigned(visit, tx.now) : null,
    }));
  }

  /** Audits that it was shown. */
  client(tx: Tx, { client }: VisitOfMyDay): Client {
    tx.recordRead('client', [client.id]);
    return client;
  }

  private async verdicts(tx: Tx, visits: readonly DayVisit[]): Promise<ReadonlyMap<string, ScreenedVisit>> {
    const asked = visits.map(({ appointmentId, clientId, technique, pressure, localDate: date }) => {
      return { appointmentId, clientId, date, treatment: { technique, pressure } };
    });
    const verdicts = await this.screenVisit.ofClients(tx, asked);
    return new Map(visits.map(({ appointmentId }, i) => [appointmentId, verdicts[i]!]));
  }

  private async open(
    tx: Tx,
    visits: readonly DayVisit[],
    rows: ReadonlyMap<string, SignedRow>,
  ): Promise<ReadonlyMap<string, OpenNote>> {
    const withNote = visits.filter(({ appointmentId }) => rows.has(appointmentId));
    const notes = await this.opened.notes(
      tx,
      withNote.map(({ appointmentId }) => rows.get(appointmentId)!),
    );
    tx.recordRead(
      'session_note',
      notes.map(({ id }) => id),
    );
    return new Map(withNote.map(({ appointmentId }, i) => [appointmentId, notes[i]!]));
  }
}

function lastNotesOf(
  tx: Tx,
  visits: readonly DayVisit[],
  people: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, SignedRow>> {
  const asked = visits.map(({ appointmentId, startsAt, clientId }) => {
    return { appointmentId, startsAt, clientIds: people.get(clientId)! };
  });
  return lastNotesBefore(tx, asked);
}

const waits = ({ noteId, draftId, status }: DayVisit): boolean =>
  noteId === null && (draftId !== null || status === 'completed');
