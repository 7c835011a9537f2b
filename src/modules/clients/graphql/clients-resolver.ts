import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import type { Outcome, StaffActor } from '../../../kernel/index.js';
import type { StaleVersion } from '../../../platform/database/index.js';
import {
  Allow,
  CurrentActor,
  decodeCursor,
  DESK,
  STAFF,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ArchiveClient } from '../archive-client.js';
import { CreateClient } from '../create-client.js';
import { EditClient } from '../edit-client.js';
import { ReadClient } from '../read-client.js';
import type { Merged } from '../refusals.js';
import { SetConsent } from '../set-consent.js';
import type { Client as ClientRow } from '../storage/client.entity.js';
import { MOST_RESULTS, searchClients } from '../storage/search-clients.js';
import { CreateClientInput, EditClientInput, SearchClientsArgs, SetConsentInput } from './client-inputs.js';
import {
  ClientConnection,
  ClientIsMerged,
  ClientPayload,
  CreateClientPayload,
  CreateClientResult,
  EditClientResult,
  LikelyDuplicate,
  SetConsentResult,
} from './client-results.js';
import { Client, toClient } from './client-types.js';

@Resolver()
export class ClientsResolver {
  constructor(
    private readonly readClient: ReadClient,
    private readonly createClientUseCase: CreateClient,
    private readonly editClientUseCase: EditClient,
    private readonly archiveClientUseCase: ArchiveClient,
    private readonly setConsentUseCase: SetConsent,
  ) {}

  @Allow(STAFF)
  @Query(() => Client, {
    description: 'The record of this id, archived or merged as it may be. Therapists: of those whom they treat.',
  })
  async client(@Context() { reads }: GraphqlContext, @Args('id', { type: () => ID }) id: string): Promise<Client> {
    return toClient(await reads.run((tx) => this.readClient.execute(tx, id)));
  }

  @Allow(DESK)
  @Query(() => ClientConnection, { description: `The best matches first, ${MOST_RESULTS} at most.` })
  async searchClients(
    @Context() { reads }: GraphqlContext,
    @Args() args: SearchClientsArgs,
  ): Promise<Connection<Client>> {
    const { query: text, includeArchived, includeMerged, first, after } = args;
    const offset = after ? offsetOf(after) : 0;
    return reads.run(async (tx) => {
      const found = await searchClients(tx, { text, includeArchived, includeMerged, offset, limit: first + 1 });
      const places = new Map(found.map((row, index) => [row, offset + index + 1]));
      const page = toConnection(found, first, toClient, (row) => [places.get(row)!]);
      tx.recordRead(
        'client',
        page.edges.map(({ node }) => node.id),
      );
      return page;
    });
  }

  @Allow(DESK)
  @Mutation(() => CreateClientResult)
  async createClient(
    @CurrentActor() actor: StaffActor,
    @Args('input') { createAnyway, ...details }: CreateClientInput,
  ): Promise<typeof CreateClientResult> {
    const outcome = await this.createClientUseCase.execute(actor, { details, createAnyway });
    if (outcome.ok) return CreateClientPayload.of(outcome.value.client, outcome.value.duplicates);
    return LikelyDuplicate.of(outcome.refusal.duplicates);
  }

  @Allow(DESK)
  @Mutation(() => EditClientResult)
  async editClient(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: EditClientInput,
  ): Promise<typeof EditClientResult> {
    const { id, version, ...changes } = input;
    return edited(await this.editClientUseCase.execute(actor, { id, version, changes: changes }));
  }

  @Allow(DESK)
  @Mutation(() => EditClientResult, {
    description: 'Nothing more can be booked for the client, and nobody writes to them; visits booked before stay.',
  })
  async archiveClient(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @Args('deceased', { defaultValue: false, description: 'The client has died.' }) deceased: boolean,
  ): Promise<typeof EditClientResult> {
    return edited(await this.archiveClientUseCase.execute(actor, { id, version, archived: true, deceased }));
  }

  @Allow(DESK)
  @Mutation(() => EditClientResult)
  async restoreClient(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditClientResult> {
    return edited(await this.archiveClientUseCase.execute(actor, { id, version, archived: false }));
  }

  @Allow(DESK)
  @Mutation(() => SetConsentResult, { description: 'What the client last said about being written to.' })
  async setConsent(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: SetConsentInput,
  ): Promise<typeof SetConsentResult> {
    const outcome = await this.setConsentUseCase.execute(actor, input);
    return outcome.ok ? ClientPayload.of(outcome.value) : ClientIsMerged.of(outcome.refusal);
  }
}

function edited(outcome: Outcome<ClientRow, StaleVersion | Merged>): typeof EditClientResult {
  if (outcome.ok) return ClientPayload.of(outcome.value);
  const { refusal } = outcome;
  return refusal.kind === 'merged' ? ClientIsMerged.of(refusal) : VersionConflict.of(refusal);
}

/** How many results stand before this cursor. */
function offsetOf(cursor: string): number {
  const [place] = decodeCursor(cursor, 1);
  if (typeof place === 'number' && Number.isInteger(place) && place > 0 && place <= MOST_RESULTS) return place;
  throw InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');
}
