import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { ScreenVisit } from '../screening/index.js';
import type { ScreenedVisit } from '../screening/index.js';
import { toUnsigned } from './find-unsigned-notes.js';
import type { UnsignedNote } from './find-unsigned-notes.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenNote } from './opened-notes.js';
import { lastNotesBefore } from './storage/notes.js';
import { visitsOfDay } from './storage/therapist-visits.js';
import type { DayVisit } from './storage/therapist-visits.js';

export interface VisitOfMyDay extends DayVisit {
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
    const records = await this.access.readable(tx, clientIds);
    const own = visits.filter(({ clientId }) => records.has(clientId));
    const [lastNotes, verdicts] = await Promise.all([this.lastNotes(tx, own, records), this.verdicts(tx, own)]);
    return own.map((visit, i) => ({
      ...visit,
      screening: verdicts[i]!,
      lastNote: lastNotes.get(visit.appointmentId) ?? null,
      unsigned: waits(visit) ? toUnsigned(visit, tx.now) : null,
    }));
  }

  private verdicts(tx: Tx, visits: readonly DayVisit[]): Promise<ScreenedVisit[]> {
    const asked = visits.map(({ appointmentId, clientId, technique, pressure, localDate: date }) => {
      return { appointmentId, clientId, date, treatment: { technique, pressure } };
    });
    return this.screenVisit.ofClients(tx, asked);
  }

  private async lastNotes(
    tx: Tx,
    visits: readonly DayVisit[],
    records: ReadonlyMap<string, readonly string[]>,
  ): Promise<ReadonlyMap<string, OpenNote>> {
    const asked = visits.map(({ appointmentId, startsAt, clientId }) => {
      return { appointmentId, startsAt, clientIds: records.get(clientId)! };
    });
    const rows = await lastNotesBefore(tx, asked);
    const notes = await this.opened.notes(tx, [...rows.values()]);
    tx.recordRead(
      'session_note',
      notes.map(({ id }) => id),
    );
    return new Map([...rows.keys()].map((visitId, i) => [visitId, notes[i]!]));
  }
}

const waits = ({ noteId, draftId, status }: DayVisit): boolean =>
  noteId === null && (draftId !== null || status === 'completed');
