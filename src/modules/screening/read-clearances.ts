import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { ReadClient, recordsOfPeople } from '../clients/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import type { ClearanceContent } from './client-facts.js';
import { clearancesById, clearancesPage } from './storage/clearances.js';
import type { Clearance } from './storage/clearances.js';
import { CLEARANCE_DETAILS, END_REASON, REQUEST_NOTE } from './storage/places.js';

/** What of a clearance only those may read whose the client's record is open to. */
export interface ClearanceDetails {
  readonly requestNote: string | null;
  readonly content: ClearanceContent | null;
  readonly attachmentId: string | null;
  readonly withdrawnBecause: string | null;
}

@Injectable()
export class ReadClearances {
  constructor(
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
    private readonly readClient: ReadClient,
  ) {}

  /** How a client's clearances stand, of all their merged records, the last first. Throws `NotFound` as `ReadClient`. */
  async page(
    tx: Tx,
    { clientId, before, limit }: { clientId: string; before: string | undefined; limit: number },
  ): Promise<Clearance[]> {
    const { id } = await this.readClient.execute(tx, clientId);
    const recordIds = (await recordsOfPeople(tx, [id])).get(id) ?? [];
    return clearancesPage(tx, { recordIds, before, limit });
  }

  /** What these say, as far as the actor may read it and it has not been erased. */
  async details(tx: Tx, ids: readonly string[]): Promise<Map<string, ClearanceDetails>> {
    const all = await clearancesById(tx, ids);
    const open = await this.access.readable(tx, [...new Set(all.map(({ clientId }) => clientId))]);
    const readable = all.filter(({ clientId }) => open.has(clientId));
    const keys = await this.vault.keysOf(tx, [...new Set(readable.map(({ clientId }) => clientId))]);
    return new Map(
      readable.flatMap((clearance) => {
        const key = keys.get(clearance.clientId);
        return key ? [[clearance.id, detailsOf(clearance, key)] as const] : [];
      }),
    );
  }
}

function detailsOf({ id, note, details, reason, attachmentId }: Clearance, key: ClientKey): ClearanceDetails {
  return {
    requestNote: note && key.open(REQUEST_NOTE(id), note),
    content: details && key.openJson<ClearanceContent>(CLEARANCE_DETAILS(id), details),
    attachmentId,
    withdrawnBecause: reason && key.open(END_REASON(id), reason),
  };
}
