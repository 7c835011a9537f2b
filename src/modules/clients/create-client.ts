import { Injectable } from '@nestjs/common';
import { newId, ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { findOne, UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { columnsOf, noSuchTherapist, refuseMinorAlone } from './client-details.js';
import type { ClientDetails } from './client-details.js';
import { isProbablySame } from './domain/likely-duplicate.js';
import type { LikelyDuplicate } from './domain/likely-duplicate.js';
import type { Known } from './refusals.js';
import { REPEAT_CLIENT } from './repeat-client.js';
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
}

@Injectable()
export class CreateClient {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Refuses where the client is probably there already. Throws `InvalidInput` for details that cannot be, and for a
   * minor without a guardian; `NotFound` for a preferred therapist who is not of the practice.
   */
  execute(actor: Actor, request: Request): Promise<Outcome<NewClient, Known>> {
    const { details } = request;
    return this.unitOfWork.run<NewClient, Known>(actor, (tx) => create(tx, request), {
      refusals: noSuchTherapist(details),
      repeat: {
        idOf: ({ client }) => client.id,
        again: async (tx, id) => {
          const client = await REPEAT_CLIENT.again(tx, id, tx.now);
          return { client, duplicates: await duplicatesOf(tx, details, { id, columns: await columnsOf(tx, details) }) };
        },
      },
    });
  }
}

async function create(tx: Tx, { details, createAnyway }: Request): Promise<Outcome<NewClient, Known>> {
  const id = newId();
  const columns = await columnsOf(tx, details);
  refuseMinorAlone(tx, { birthDate: columns.birthDate ?? null, guardianName: columns.guardianName ?? null });
  // One new client in a practice at a time: of two desks that meet one person, the second sees what the first wrote.
  await tx.lock([tx.practiceId]);
  const duplicates = await duplicatesOf(tx, details, { id, columns });
  if (!createAnyway && duplicates.some(isProbablySame)) return refuse({ kind: 'known', duplicates });
  await tx.manager.insert(Client, { ...columns, id, practiceId: tx.practiceId });
  await replaceOtherCare(tx, id, details.otherCare ?? []);
  tx.record({ action: 'client.created', subjectIds: [id] });
  return ok({ client: await findOne(tx, Client, 'client', id), duplicates });
}

function duplicatesOf(
  tx: Tx,
  { givenName, familyName }: ClientDetails,
  { id, columns }: { id: string; columns: Partial<Client> },
): Promise<LikelyDuplicate[]> {
  return likelyDuplicates(tx, { ...columns, id, givenName, familyName });
}
