import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { findAppointment } from '../appointments/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { openFollowUp } from '../follow-ups/index.js';
import { adverseEventViolations, followUpDueAt } from './domain/adverse-event.js';
import type { AdverseEvent } from './domain/adverse-event.js';
import { ReadAdverseEvents } from './read-adverse-events.js';
import type { OpenEvent } from './opened-notes.js';
import { EVENT_CONTENT, insertAdverseEvent } from './storage/adverse-events.js';
import { VisitsToWriteOf } from './visits-to-write-of.js';

export interface EventToRecord {
  readonly clientId: string;
  /** The session in or after which it came up, where that is known. */
  readonly appointmentId: string | null;
  readonly event: AdverseEvent;
}

@Injectable()
export class RecordAdverseEvent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
    private readonly visits: VisitsToWriteOf,
    private readonly readEvents: ReadAdverseEvents,
  ) {}

  /** By a therapist who treats the client. The record stays for good. Throws `InvalidInput`, `NotFound` and `Forbidden`. */
  async execute(actor: StaffActor, toRecord: EventToRecord): Promise<OpenEvent> {
    const broken = adverseEventViolations(toRecord.event);
    if (broken.length > 0) throw new InvalidInput(broken);
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const records = await this.access.require(tx, toRecord.clientId);
        await this.visits.requireTreating(tx, records);
        return this.readEvents.byId(tx, await this.record(tx, toRecord, records));
      },
      { idOf: ({ id }) => id, again: (tx, id) => this.readEvents.byId(tx, id) },
    );
  }

  /** Writes the event and opens its follow-up, in a unit that is open. Answers its id. */
  async record(tx: Tx, { clientId, appointmentId, event }: EventToRecord, records: readonly string[]): Promise<string> {
    const visit = appointmentId ? await findAppointment(tx, appointmentId) : null;
    if (visit && !records.includes(visit.clientId ?? '')) throw new NotFound('appointment', appointmentId!);
    const id = newId();
    const key = await this.vault.keyOf(tx, clientId);
    insertAdverseEvent(tx, {
      ...{ id, clientId, appointmentId, content: key.sealJson(EVENT_CONTENT(id), event), recordedAt: tx.now },
      ...(tx.actor.kind === 'staff'
        ? { source: 'staff', authorId: tx.actor.membershipId }
        : { source: 'triage', authorId: null }),
    });
    await openFollowUp(tx, {
      ...{ kind: 'adverse_event', clientId, appointmentId, subjectId: id, therapistId: visit?.therapistId ?? null },
      dueAt: new Date(followUpDueAt(event.severity, tx.now.getTime())),
    });
    tx.record({ action: 'adverse_event.recorded', subjectIds: [id, clientId] });
    tx.emit('adverse_event.recorded', { adverseEventId: id, clientId });
    return id;
  }
}
