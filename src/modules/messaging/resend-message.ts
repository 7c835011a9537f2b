import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { OPEN_STATES } from './domain/index.js';
import { findMessage, insertCopy } from './storage/ledger.js';
import type { MessageRow } from './storage/ledger.js';

/** Why a message is not sent again. */
export type NotResent = { readonly kind: 'still_open' } | { readonly kind: 'of_no_use' };

/**
 * Sends a message once more because somebody of the practice asks for it: one that has failed, that was not sent for a reason which
 * holds no longer, or that was lost in somebody's mailbox. The new one asks for the truth, the consent and the hour as every other.
 */
@Injectable()
export class ResendMessage {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Throws `NotFound`. Gives the new message. */
  execute(actor: StaffActor, id: string): Promise<Outcome<MessageRow, NotResent>> {
    return this.unitOfWork.run<MessageRow, NotResent>(
      actor,
      async (tx) => {
        await tx.lock([id]);
        const { state, usefulUntil } = await findMessage(tx, id);
        if (OPEN_STATES.includes(state)) return refuse({ kind: 'still_open' });
        if (usefulUntil && usefulUntil <= tx.now) return refuse({ kind: 'of_no_use' });
        const copyId = newId();
        insertCopy(tx, { of: id, id: copyId });
        tx.record({ action: 'message.resent', subjectIds: [id, copyId] });
        return ok(await findMessage(tx, copyId));
      },
      { repeat: { idOf: (message) => message.id, again: findMessage } },
    );
  }
}
