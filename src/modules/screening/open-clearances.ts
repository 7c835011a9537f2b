import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Repeat, Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { keyToWrite } from './key-to-write.js';
import { lockPerson } from './lock-person.js';
import { findClearance } from './storage/clearances.js';
import type { Clearance } from './storage/clearances.js';

/** What was asked for is not possible from where the clearance stands. */
export interface ClearanceNotOpen {
  readonly kind: 'clearance_not_open';
  readonly state: Clearance['state'];
}

export const REPEAT_CLEARANCE: Repeat<Clearance> = { idOf: ({ id }) => id, again: findClearance };

/** The person whose clearances are written, locked. */
interface Opened {
  readonly standingId: string;
  /** Of the record under which the clearance stands. */
  readonly key: ClientKey;
}

/**
 * Who may write clearances: the desk for every client, though it may not read them back; a therapist for those whose
 * record is open to them.
 */
@Injectable()
export class OpenClearances {
  constructor(
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
  ) {}

  /** Takes the client's lock. Throws `NotFound`, also where the client's record has been erased. */
  async ofClient(tx: Tx, actor: StaffActor, clientId: string): Promise<Opened> {
    if (actor.role === 'therapist') await this.access.require(tx, clientId);
    const standingId = await lockPerson(tx, clientId);
    return { standingId, key: await keyToWrite(this.vault, tx, standingId) };
  }

  /** As it stands under the lock of its client. Throws as `ofClient` does. */
  async find(tx: Tx, actor: StaffActor, id: string): Promise<Opened & { readonly clearance: Clearance }> {
    const { clientId } = await findClearance(tx, id);
    if (actor.role === 'therapist' && (await this.access.readable(tx, [clientId])).size === 0) {
      throw new NotFound('clearance', id);
    }
    const standingId = await lockPerson(tx, clientId);
    return { standingId, key: await keyToWrite(this.vault, tx, clientId), clearance: await findClearance(tx, id) };
  }
}
