import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CLINICAL, CurrentActor, instantAfter, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ReadAdverseEvents } from '../read-adverse-events.js';
import { RecordAdverseEvent } from '../record-adverse-event.js';
import {
  AdverseEvent,
  AdverseEventConnection,
  AdverseEventPayload,
  AdverseEventsArgs,
  RecordAdverseEventInput,
  toAdverseEvent,
} from './adverse-event-types.js';

@Resolver()
export class AdverseEventsResolver {
  constructor(
    private readonly readEvents: ReadAdverseEvents,
    private readonly recordEvent: RecordAdverseEvent,
  ) {}

  @Allow(CLINICAL)
  @Query(() => AdverseEventConnection, {
    description: 'What went wrong in or after sessions of a client, the latest first.',
  })
  async adverseEvents(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: AdverseEventsArgs,
  ): Promise<Connection<AdverseEvent>> {
    const asked = { clientId, after: instantAfter(after), first };
    const { events, hasNextPage } = await reads.run((tx) => this.readEvents.page(tx, asked));
    const page = toConnection(events, first, toAdverseEvent, ({ recordedAt, id }) => [recordedAt.toISOString(), id]);
    return { ...page, pageInfo: { ...page.pageInfo, hasNextPage } };
  }

  @Allow(CLINICAL)
  @Mutation(() => AdverseEventPayload, {
    description: 'Records for good what went wrong, and gives the management a task. For therapists of the client.',
  })
  async recordAdverseEvent(
    @CurrentActor() actor: StaffActor,
    @Args('input') { clientId, appointmentId = null, ...input }: RecordAdverseEventInput,
  ): Promise<AdverseEventPayload> {
    const { kind, severity, description, noticedOn = null } = input;
    const event = { kind, severity, description, noticedOn };
    return AdverseEventPayload.of(await this.recordEvent.execute(actor, { clientId, appointmentId, event }));
  }
}
