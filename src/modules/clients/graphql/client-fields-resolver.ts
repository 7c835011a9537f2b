import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { DuplicateHint } from './client-results.js';
import {
  Client,
  ClientConsent,
  MergedClient,
  OtherCare,
  toClient,
  toConsent,
  toMergedClient,
  toOtherCare,
} from './client-types.js';
import { clientLoader, consentsLoader, mergesIntoLoader, otherCareLoader, standingClientLoader } from './loaders.js';

@Resolver(() => Client)
export class ClientFieldsResolver {
  @ResolveField(() => [OtherCare])
  async otherCare(@Parent() { id }: Client, @Context() context: GraphqlContext): Promise<OtherCare[]> {
    return (await otherCareLoader(context).load(id))!.map(toOtherCare);
  }

  @ResolveField(() => [ClientConsent], { description: 'By channel and purpose.' })
  async consents(@Parent() { id }: Client, @Context() context: GraphqlContext): Promise<ClientConsent[]> {
    return (await consentsLoader(context).load(id))!.map(toConsent);
  }

  @ResolveField(() => Client, { nullable: true, description: 'Who stands for this client since the two were merged.' })
  async mergedInto(@Parent() { id, mergedIntoId }: Client, @Context() context: GraphqlContext): Promise<Client | null> {
    return mergedIntoId === null ? null : toClient((await standingClientLoader(context).load(id))!);
  }

  @ResolveField(() => [MergedClient], { description: 'For whom this client stands, directly.' })
  async mergedFrom(@Parent() { id }: Client, @Context() context: GraphqlContext): Promise<MergedClient[]> {
    return (await mergesIntoLoader(context).load(id))!.map(toMergedClient);
  }
}

@Resolver(() => MergedClient)
export class MergedClientFieldsResolver {
  @ResolveField(() => Client, { description: 'The record that rests.' })
  async client(@Parent() { sourceId }: MergedClient, @Context() context: GraphqlContext): Promise<Client> {
    return toClient((await clientLoader(context).load(sourceId))!);
  }
}

/** The hint holds an id only: whoever follows it reads the record, in a unit that audits the read. */
@Resolver(() => DuplicateHint)
export class DuplicateHintFieldsResolver {
  @ResolveField(() => Client)
  async client(@Parent() { clientId }: DuplicateHint, @Context() context: GraphqlContext): Promise<Client> {
    return toClient((await clientLoader(context).load(clientId))!);
  }
}
