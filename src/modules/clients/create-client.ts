import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { claimKey, findOne, UnitOfWork } from '../../platform/database/index.js';
import type { KeyReused, Tx } from '../../platform/database/index.js';
import { columnsOf, noSuchTherapist, refuseMinorAlone } from './client-details.js';
import type { ClientDetails } from './client-details.js';
import { isProbablySame } from './domain/likely-duplicate.js';
import type { LikelyDuplicate } from './domain/likely-duplicate.js';
import type { Known } from './refusals.js';
import { Client } from './storage/client.entity.js';
import { likelyDuplicates } from './storage/likely-duplicates.js';
import { replaceOtherCare } from './storage/other-care.js';

export interface NewClient {
  readonly client: Client;
  /** Others who may be the same person: for a look, and perhaps a merge. */
  readonly duplicates: readonly LikelyDuplicate[];
}

interface Request {
  readonly details: ClientDetails;
  /** The desk has looked at the likely duplicates, and means somebody new. */
  readonly createAnyway: boolean;
  readonly key?: string | null;
}

@Injectable()
export class CreateClient {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Refuses where the client is probably there already. Throws `InvalidInput` for details that cannot be, and for a
   * minor without a guardian; `NotFound` for a preferred therapist who is not of the practice.
   */
  execute(actor: Actor, request: Request): Promise<Outcome<NewClient, Known | KeyReused>> {
    return this.unitOfWork.run(actor, (tx) => this.create(tx, request), noSuchTherapist(request.details));
  }

  private async create(tx: Tx, request: Request): Promise<Outcome<NewClient, Known | KeyReused>> {
    const { details, createAnyway, key } = request;
    const newest = newId();
    const claim = await claimKey(tx, {
      key,
      operation: 'createClient',
      body: [details, createAnyway],
      resultId: newest,
    });
    if (!claim.ok) return claim;
    const id = claim.value ?? newest;

    const columns = await columnsOf(tx, details);
    refuseMinorAlone(tx, { birthDate: columns.birthDate ?? null, guardianName: columns.guardianName ?? null });
    const { givenName, familyName } = details;
    // One new client in a practice at a time: of two desks that meet one person, the second sees what the first wrote.
    await tx.lock([tx.practiceId]);
    const duplicates = await likelyDuplicates(tx, { ...columns, id, givenName, familyName });
    if (!claim.value) {
      if (!createAnyway && duplicates.some(isProbablySame)) return refuse({ kind: 'known', duplicates });
      await tx.manager.insert(Client, { ...columns, id, practiceId: tx.practiceId });
      await replaceOtherCare(tx, id, details.otherCare ?? []);
      tx.record({ action: 'client.created', subjectIds: [id] });
    }
    return ok({ client: await findOne(tx, Client, 'client', id), duplicates });
  }
}
