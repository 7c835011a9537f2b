import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, dateAfter, DESK, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { appointmentLoader, AppointmentType, toAppointment } from '../../appointments/index.js';
import { clientLoader, ClientType, toClient } from '../../clients/index.js';
import { ReadRecallList } from '../read-recall-list.js';
import {
  RecallEntry,
  RecallEntryConnection,
  RecallListArgs,
  RecallListOrder,
  toRecallEntry,
} from './recall-list-types.js';

@Resolver(() => RecallEntry)
export class RecallListResolver {
  constructor(private readonly readRecallList: ReadRecallList) {}

  @Allow(DESK)
  @Query(() => RecallEntryConnection, {
    description: 'Whom to ask to come, by the date on which they are due, and why somebody was not reminded.',
  })
  async recallList(
    @Context() { reads }: GraphqlContext,
    @Args() { clinicId = null, clientId = null, states, reasons = null, order, first, after }: RecallListArgs,
  ): Promise<Connection<RecallEntry>> {
    const latestFirst = order === RecallListOrder.LATEST_FIRST;
    const query = { clinicId, clientId, states, reasons, latestFirst, after: dateAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.readRecallList.execute(tx, query));
    return toConnection(rows, first, toRecallEntry, ({ position }) => position);
  }

  @ResolveField(() => ClientType)
  async client(@Parent() { clientId }: RecallEntry, @Context() context: GraphqlContext): Promise<ClientType> {
    return toClient((await clientLoader(context).load(clientId))!);
  }

  @ResolveField(() => AppointmentType, { nullable: true, description: 'The next visit that is booked.' })
  async upcomingVisit(
    @Parent() { upcomingId }: RecallEntry,
    @Context() context: GraphqlContext,
  ): Promise<AppointmentType | null> {
    return upcomingId === null ? null : toAppointment((await appointmentLoader(context).load(upcomingId))!);
  }
}
