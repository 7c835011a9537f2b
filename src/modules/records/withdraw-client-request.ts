import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import { REPEAT_REQUEST } from './record-client-request.js';
import { closeRequest, findRequestForChange } from './storage/record-requests.js';
import type { RecordRequest } from './storage/record-requests.js';

/** The client has thought better of it, in time. A client who was archived for it is restored by the desk. */
@Injectable()
export class WithdrawClientRequest {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** A request that is closed already has another version than was read. Throws `NotFound`. */
  execute(
    actor: StaffActor,
    { id, version }: { readonly id: string; readonly version: number },
  ): Promise<Outcome<RecordRequest, StaleVersion>> {
    return this.unitOfWork.run<RecordRequest, StaleVersion>(
      actor,
      async (tx) => {
        const request = await findRequestForChange(tx, id);
        if (request.version !== version || request.state !== 'open') {
          return refuse({ kind: 'stale_version', currentVersion: request.version });
        }
        tx.record({ action: 'record.request_withdrawn', subjectIds: [request.clientId, id] });
        return ok(closeRequest(tx, request, 'withdrawn'));
      },
      { repeat: REPEAT_REQUEST },
    );
  }
}
