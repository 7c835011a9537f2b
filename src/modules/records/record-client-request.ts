import { Injectable } from '@nestjs/common';
import { newId, NotFound, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Repeat, Tx } from '../../platform/database/index.js';
import { visitsAhead } from '../appointments/index.js';
import { archiveRecords, standingClient } from '../clients/index.js';
import { lockRecords } from './lock-records.js';
import { findRequestForChange, insertRequest, openRequestOf } from './storage/record-requests.js';
import type { RecordRequest, RequestKind } from './storage/record-requests.js';

/** Visits are to come or under way: they must be cancelled first. */
export interface VisitsAreAhead {
  readonly kind: 'visits_ahead';
  readonly appointmentIds: readonly string[];
}

/** The same was asked for before, and is on its way. */
export interface IsRequested {
  readonly kind: 'is_requested';
  readonly requestId: string;
}

interface Request {
  readonly clientId: string;
  readonly kind: RequestKind;
}

type Refused = VisitsAreAhead | IsRequested;

export const REPEAT_REQUEST: Repeat<RecordRequest> = {
  idOf: ({ id }) => id,
  again: (tx, id) => findRequestForChange(tx, id),
};

/**
 * Writes down what a client has asked about their record; the worker does it and reports. Whoever asks for erasure is
 * archived at once, so that nothing is booked for them meanwhile.
 */
@Injectable()
export class RecordClientRequest {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound` where there is no such client, or nothing of them is left. */
  execute(actor: StaffActor, request: Request): Promise<Outcome<RecordRequest, Refused>> {
    return this.unitOfWork.run<RecordRequest, Refused>(actor, (tx) => this.note(tx, actor, request), {
      repeat: REPEAT_REQUEST,
    });
  }

  private async note(
    tx: Tx,
    { membershipId: recordedBy }: StaffActor,
    { clientId: asked, kind }: Request,
  ): Promise<Outcome<RecordRequest, Refused>> {
    await standingClient(tx, asked);
    const recordIds = await lockRecords(tx, asked);
    const { id: clientId, erasedAt } = await standingClient(tx, asked);
    if (erasedAt && kind === 'erasure') throw new NotFound('client', asked);
    const open = await openRequestOf(tx, recordIds, kind);
    if (open) return refuse({ kind: 'is_requested', requestId: open.id });
    const ahead = kind === 'erasure' ? await visitsAhead(tx, recordIds) : [];
    if (ahead.length > 0) return refuse({ kind: 'visits_ahead', appointmentIds: ahead });
    if (kind === 'erasure') await archiveRecords(tx, recordIds);
    const request: RecordRequest = {
      ...{ id: newId(), clientId, kind, state: 'open', recordedBy },
      ...{ recordedAt: tx.now, closedAt: null, version: 1 },
    };
    insertRequest(tx, request);
    tx.record({ action: `record.${kind}_requested`, subjectIds: [...recordIds, request.id] });
    return ok(request);
  }
}
