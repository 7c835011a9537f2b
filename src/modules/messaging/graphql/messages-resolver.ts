import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CurrentActor,
  defineLoader,
  DESK,
  instantAfter,
  toConnection,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { clientLoader, ClientType, toClient } from '../../clients/index.js';
import { MESSAGE_STATES } from '../domain/index.js';
import { ReadMessages } from '../read-messages.js';
import { ResendMessage } from '../resend-message.js';
import { eventsOf } from '../storage/ledger.js';
import {
  Message,
  MessageConnection,
  MessageEvent,
  MessageFigures,
  MessageNotResent,
  MessagesArgs,
  ResendMessagePayload,
  ResendMessageResult,
  toMessage,
} from './message-types.js';

const eventsLoader = defineLoader(eventsOf);

@Resolver(() => Message)
export class MessagesResolver {
  constructor(
    private readonly read: ReadMessages,
    private readonly resend: ResendMessage,
  ) {}

  @Allow(DESK)
  @Query(() => MessageConnection, {
    description: 'The ledger of messages, by the time when they are due, the latest first.',
  })
  async messages(
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, states, kinds = null, clientId = null, subjectId = null, clinicId = null }: MessagesArgs,
  ): Promise<Connection<Message>> {
    const filter = { states: states ?? MESSAGE_STATES, kinds, clientId, subjectId, clinicId };
    const page = { after: instantAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.read.page(tx, { ...filter, ...page }));
    return toConnection(rows, first, toMessage, ({ dueAt, id }) => [dueAt.toISOString(), id]);
  }

  @Allow(DESK)
  @Query(() => Message, { description: 'One message: why it was sent, or not.' })
  async message(@Context() { reads }: GraphqlContext, @Args('id', { type: () => ID }) id: string): Promise<Message> {
    return toMessage(await reads.run((tx) => this.read.one(tx, id)));
  }

  @Allow(DESK)
  @Query(() => [MessageFigures], { description: 'Of messages that were due from a moment on, by kind.' })
  async messageFigures(
    @Context() { reads }: GraphqlContext,
    @Args('since', { type: () => Date }) since: Date,
  ): Promise<MessageFigures[]> {
    return (await reads.run((tx) => this.read.figures(tx, since))).map((row) => MessageFigures.of(row));
  }

  @Allow(DESK)
  @Mutation(() => ResendMessageResult, {
    description: 'Sends a message that is over once more, if it may still be sent.',
  })
  async resendMessage(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<typeof ResendMessageResult> {
    const outcome = await this.resend.execute(actor, id);
    return outcome.ok ? ResendMessagePayload.of(outcome.value) : MessageNotResent.of(outcome.refusal);
  }

  @ResolveField(() => [MessageEvent], { description: 'What has become of it so far, in order.' })
  async history(@Parent() { id }: Message, @Context() context: GraphqlContext): Promise<MessageEvent[]> {
    return ((await eventsLoader(context).load(id)) ?? []).map((event) => MessageEvent.of(event));
  }

  @ResolveField(() => ClientType, { nullable: true, description: 'Null where staff are written to.' })
  async client(@Parent() { clientId }: Message, @Context() context: GraphqlContext): Promise<ClientType | null> {
    return clientId ? toClient((await clientLoader(context).load(clientId))!) : null;
  }
}
