import { Injectable } from '@nestjs/common';
import { Forbidden, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { TreatsClient } from '../access/index.js';
import { findAppointmentForChange, requireVisible } from '../appointments/index.js';
import type { Appointment, WrongStatus } from '../appointments/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { canBeWrittenOf } from './domain/visit-of-note.js';

/** A visit with somebody in it, and all records of that person. */
export type WrittenVisit = Appointment & { readonly clientId: string; readonly records: readonly string[] };

/** Who writes: the therapist of a visit its note, and the therapists of a client the rest. To have broken the glass is to read. */
@Injectable()
export class VisitsToWriteOf {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly treatsClient: TreatsClient,
  ) {}

  /**
   * The visit whose note the actor writes. Nobody else writes it, and its status stands still, until the unit ends. Throws
   * `NotFound` where the actor may not read the record, and `Forbidden` where they may and are not its therapist.
   */
  async lock(tx: Tx, appointmentId: string): Promise<Outcome<WrittenVisit, WrongStatus>> {
    const visit = await findAppointmentForChange(tx, appointmentId);
    requireVisible(tx.actor, visit);
    const { clientId, status } = visit;
    const records = clientId ? (await this.access.readable(tx, [clientId])).get(clientId) : undefined;
    if (clientId && !records) throw new NotFound('appointment', appointmentId);
    if (therapistOf(tx) !== visit.therapistId) throw new Forbidden('Its therapist alone writes the note of a visit.');
    if (!clientId || !records || !canBeWrittenOf(status)) return refuse({ kind: 'wrong_status', status });
    return ok({ ...visit, clientId, records });
  }

  /** Throws `Forbidden` for somebody who may read the record of this person, and treats nobody in it. */
  async requireTreating(tx: Tx, records: readonly string[]): Promise<void> {
    const therapistId = therapistOf(tx);
    const treated = therapistId && (await this.treatsClient.treats(tx, therapistId, records));
    if (!treated || treated.size === 0) throw new Forbidden('A therapist of this client alone writes in the record.');
  }
}

const therapistOf = ({ actor }: Tx): string | null => (actor.kind === 'staff' ? actor.therapistId : null);

/** The membership that writes. Nothing but a person writes notes. */
export function authorOf({ actor }: Tx): string {
  if (actor.kind !== 'staff') throw new Error('Notes are written by members of staff.');
  return actor.membershipId;
}
