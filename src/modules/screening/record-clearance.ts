import { Injectable } from '@nestjs/common';
import { InvalidInput, newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { ClearanceContent } from './client-facts.js';
import { clearanceViolations } from './domain/index.js';
import { AttachmentKind } from '../attachments/domain/index.js';
import { findAttachment } from '../attachments/index.js';
import { recordsOfPeople } from '../clients/index.js';
import { OpenClearances, REPEAT_CLEARANCE } from './open-clearances.js';
import type { ClearanceNotOpen } from './open-clearances.js';
import { findClearance, insertClearance, insertClearanceRecord } from './storage/clearances.js';
import type { Clearance } from './storage/clearances.js';
import { VisitsToScreen } from './visits-to-screen.js';

interface Request {
  readonly clientId: string;
  /** The request that it answers, if there was one. */
  readonly clearanceId: string | null;
  readonly content: ClearanceContent;
  /** The document, uploaded before. */
  readonly attachmentId: string | null;
}

/** A health professional has given permission: visits that waited for it do so no more. */
@Injectable()
export class RecordClearance {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clearances: OpenClearances,
    private readonly visits: VisitsToScreen,
  ) {}

  /** Throws `NotFound`, and `InvalidInput` for dates that cannot be, or a request of somebody else. */
  execute(actor: StaffActor, request: Request): Promise<Outcome<Clearance, ClearanceNotOpen>> {
    return this.unitOfWork.run<Clearance, ClearanceNotOpen>(actor, (tx) => this.record(tx, actor, request), {
      repeat: REPEAT_CLEARANCE,
    });
  }

  private async record(tx: Tx, actor: StaffActor, request: Request): Promise<Outcome<Clearance, ClearanceNotOpen>> {
    const { clearanceId, content, attachmentId } = request;
    const violations = clearanceViolations(content, tx.now.getTime());
    if (violations.length > 0) throw new InvalidInput(violations);
    const { clearance, standingId, key } = await this.open(tx, actor, request);
    if (clearance && clearance.state !== 'requested')
      return refuse({ kind: 'clearance_not_open', state: clearance.state });
    await requireDocument(tx, standingId, attachmentId);
    const id = clearanceId ?? newId();
    if (!clearance) insertClearance(tx, key, { by: actor, id, note: null });
    insertClearanceRecord(tx, key, { by: actor, id, content, attachmentId });
    tx.record({ action: 'clearance.recorded', subjectIds: [id, standingId] });
    tx.emit('clearance.recorded', { clearanceId: id });
    await this.visits.rescreen(tx, standingId);
    return ok(await findClearance(tx, id));
  }

  private async open(tx: Tx, actor: StaffActor, { clientId, clearanceId }: Request) {
    const client = await this.clearances.ofClient(tx, actor, clientId);
    if (clearanceId === null) return { ...client, clearance: null };
    const request = await this.clearances.find(tx, actor, clearanceId);
    if (request.standingId === client.standingId) return request;
    throw InvalidInput.of('clearanceId', 'client', 'This request is for another client.');
  }
}

/** Throws `InvalidInput` where the document is somebody else's, or not a clearance. */
async function requireDocument(tx: Tx, clientId: string, attachmentId: string | null): Promise<void> {
  if (attachmentId === null) return;
  const document = await findAttachment(tx, attachmentId);
  const records = (await recordsOfPeople(tx, [clientId])).get(clientId) ?? [];
  if (document.kind === AttachmentKind.CLEARANCE && records.includes(document.clientId)) return;
  throw InvalidInput.of('attachmentId', 'clearance', 'The document must be a clearance of this client.');
}
