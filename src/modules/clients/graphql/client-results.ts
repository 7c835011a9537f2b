import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, connectionOf, DESK, Refusal, resultUnion, VersionConflict } from '../../../platform/graphql/index.js';
import { DuplicateReason } from '../domain/likely-duplicate.js';
import type { LikelyDuplicate as DuplicateFound } from '../domain/likely-duplicate.js';
import type { Merged, NotMergeable } from '../refusals.js';
import type { Client as ClientRow } from '../storage/client.entity.js';
import { Client, toClient } from './client-types.js';

registerEnumType(DuplicateReason, {
  name: 'DuplicateReason',
  description: 'Why a client may be the same person as another one.',
});

export const ClientConnection = connectionOf(Client, 'Client');

@Allow(DESK)
@ObjectType({ description: 'Somebody who may be the same person.' })
export class DuplicateHint {
  @Field(() => [DuplicateReason])
  reasons: readonly DuplicateReason[];

  clientId: string;

  static of({ clientId, reasons }: DuplicateFound): DuplicateHint {
    return Object.assign(new DuplicateHint(), { clientId, reasons });
  }
}

@Allow(DESK)
@ObjectType()
export class ClientPayload {
  @Field(() => Client)
  client: Client;

  static of(row: ClientRow): ClientPayload {
    return Object.assign(new ClientPayload(), { client: toClient(row) });
  }
}

@Allow(DESK)
@ObjectType()
export class CreateClientPayload {
  @Field(() => Client)
  client: Client;

  @Field(() => [DuplicateHint], { description: 'The likest first: for a look, and perhaps a merge.' })
  likelyDuplicates: DuplicateHint[];

  static of(row: ClientRow, duplicates: readonly DuplicateFound[]): CreateClientPayload {
    const likelyDuplicates = duplicates.map((duplicate) => DuplicateHint.of(duplicate));
    return Object.assign(new CreateClientPayload(), { client: toClient(row), likelyDuplicates });
  }
}

@Allow(DESK)
@ObjectType({
  implements: () => [Refusal],
  description:
    'The client is probably there already. Look at the duplicates; `createAnyway` makes a new one all the same.',
})
export class LikelyDuplicate extends Refusal {
  @Field(() => [DuplicateHint], { description: 'The likest first.' })
  duplicates: DuplicateHint[];

  static of(found: readonly DuplicateFound[]): LikelyDuplicate {
    const duplicates = found.map((duplicate) => DuplicateHint.of(duplicate));
    return Object.assign(new LikelyDuplicate(), { message: 'This client is probably there already.', duplicates });
  }
}

@Allow(DESK)
@ObjectType({
  implements: () => [Refusal],
  description: 'Another client stands for this one since the two were merged.',
})
export class ClientIsMerged extends Refusal {
  @Field(() => ID, { description: 'The client that stands for it.' })
  standingClientId: string;

  static of({ standingId }: Merged): ClientIsMerged {
    const message = 'This client was merged into another one. Work with that one, or undo the merge.';
    return Object.assign(new ClientIsMerged(), { message, standingClientId: standingId });
  }
}

@Allow(DESK)
@ObjectType({
  implements: () => [Refusal],
  description: 'The two are one client already: the same record, or merged with each other the other way round.',
})
export class SameClient extends Refusal {
  static of(): SameClient {
    return Object.assign(new SameClient(), { message: 'These two are the same client already.' });
  }
}

@Allow(DESK)
@ObjectType({
  implements: () => [Refusal],
  description:
    'The two have visits at the same time, and so may be two people. Move or cancel one of the visits first.',
})
export class VisitsOverlap extends Refusal {
  static of(): VisitsOverlap {
    const message = 'These two have visits at the same time. Move or cancel one of the visits first.';
    return Object.assign(new VisitsOverlap(), { message });
  }
}

@Allow(DESK)
@ObjectType({ implements: () => [Refusal], description: 'The client stands for itself: there is no merge to undo.' })
export class NotMerged extends Refusal {
  static of(): NotMerged {
    return Object.assign(new NotMerged(), { message: 'This client is not merged into another one.' });
  }
}

export const toMergeRefusal = (refusal: Merged | NotMergeable): ClientIsMerged | SameClient | VisitsOverlap => {
  if (refusal.kind === 'merged') return ClientIsMerged.of(refusal);
  return refusal.kind === 'same_client' ? SameClient.of() : VisitsOverlap.of();
};

export const CreateClientResult = resultUnion('CreateClientResult', [CreateClientPayload, LikelyDuplicate]);
export const EditClientResult = resultUnion('EditClientResult', [ClientPayload, VersionConflict, ClientIsMerged]);
export const SetConsentResult = resultUnion('SetConsentResult', [ClientPayload, ClientIsMerged]);
export const MergeClientsResult = resultUnion('MergeClientsResult', [
  ClientPayload,
  ClientIsMerged,
  SameClient,
  VisitsOverlap,
]);
export const UndoMergeResult = resultUnion('UndoMergeResult', [ClientPayload, NotMerged]);
