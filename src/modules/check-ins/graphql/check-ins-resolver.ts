import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import { Allow, CLINICAL, defineLoader, instantAfter, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { AdverseEventKind } from '../../session-notes/index.js';
import { ReadCheckIns } from '../read-check-ins.js';
import { visitsWithEvent } from '../storage/adverse-events.js';
import { CheckIn, CheckInConnection, CheckInsArgs, toCheckIn } from './check-in-types.js';

const eventLoader = defineLoader(visitsWithEvent);

@Resolver(() => CheckIn)
export class CheckInsResolver {
  constructor(private readonly readCheckIns: ReadCheckIns) {}

  @Allow(CLINICAL)
  @Query(() => CheckInConnection, {
    description: 'What a client was asked and said after sessions, the latest visit first.',
  })
  async checkIns(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: CheckInsArgs,
  ): Promise<Connection<CheckIn>> {
    const page = { clientId, after: instantAfter(after), limit: first + 1 };
    const found = await reads.run((tx) => this.readCheckIns.page(tx, page));
    return toConnection(found, first, toCheckIn, ({ checkIn }) => [checkIn.visitEndsAt.toISOString(), checkIn.id]);
  }

  @Allow(CLINICAL)
  @Query(() => CheckIn, { description: 'By its id, or by that of its visit.' })
  async checkIn(
    @Context() { reads }: GraphqlContext,
    @Args('id', { type: () => ID, nullable: true }) id?: string | null,
    @Args('appointmentId', { type: () => ID, nullable: true }) appointmentId?: string | null,
  ): Promise<CheckIn> {
    if (!id === !appointmentId) throw InvalidInput.of('id', 'one', 'Give either id or appointmentId.');
    const read = this.readCheckIns;
    return toCheckIn(await reads.run((tx) => (id ? read.byId(tx, id) : read.ofVisit(tx, appointmentId!))));
  }

  @ResolveField(() => AdverseEventKind, {
    nullable: true,
    description: 'What a therapist may want to record as an adverse event; null once the visit has one.',
  })
  async suggestedAdverseEvent(
    @Parent() { appointmentId, toldOfBruising }: CheckIn,
    @Context() context: GraphqlContext,
  ): Promise<AdverseEventKind | null> {
    if (!toldOfBruising) return null;
    return (await eventLoader(context).load(appointmentId)) ? null : AdverseEventKind.BRUISING;
  }
}
