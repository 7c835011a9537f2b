import { Injectable } from '@nestjs/common';
import type { StaffActor } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { toUnsigned } from './find-unsigned-notes.js';
import type { UnsignedNote } from './find-unsigned-notes.js';
import { OpenedNotes } from './opened-notes.js';
import type { OpenNote } from './opened-notes.js';
import { lastNotesBefore } from './storage/notes.js';
import { visitsOfDay } from './storage/therapist-visits.js';
import type { DayVisit } from './storage/therapist-visits.js';

export interface VisitOfMyDay extends DayVisit {
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
  ) {}

  /**
   * The visits of a therapist's day with what the last notes say, in a constant number of statements: all keys are read
   * in one. Nothing for somebody who treats nobody.
   */
  async execute(tx: Tx, { therapistId }: StaffActor, { date, clinicId }: DayQuestion): Promise<VisitOfMyDay[]> {
    const visits = therapistId ? await visitsOfDay(tx, { therapistId, date, clinicId }) : [];
    const records = await this.access.readable(
      tx,
      visits.map(({ clientId }) => clientId),
    );
    const asked = visits.flatMap(({ appointmentId, startsAt, clientId }) => {
      const clientIds = records.get(clientId);
      return clientIds ? [{ appointmentId, startsAt, clientIds }] : [];
    });
    const lastRows = await lastNotesBefore(tx, asked);
    const notes = await this.opened.notes(tx, [...lastRows.values()]);
    tx.recordRead(
      'session_note',
      notes.map(({ id }) => id),
    );
    const byVisit = new Map([...lastRows.keys()].map((visitId, i) => [visitId, notes[i]!]));
    return visits.map((visit) => ({
      ...visit,
      lastNote: byVisit.get(visit.appointmentId) ?? null,
      unsigned: waits(visit) ? toUnsigned(visit, tx.now) : null,
    }));
  }
}

const waits = ({ noteId, draftId, status }: DayVisit): boolean =>
  noteId === null && (draftId !== null || status === 'completed');
