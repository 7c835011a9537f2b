import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CLINICAL,
  CurrentActor,
  instantAfter,
  PageArgs,
  toConnection,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { appointmentLoader, AppointmentType, toAppointment } from '../../appointments/index.js';
import { clientLoader, ClientType, toClient } from '../../clients/index.js';
import { FindUnsignedNotes } from '../find-unsigned-notes.js';
import { ReadMyDay } from '../read-my-day.js';
import {
  MyDayArgs,
  MyDayVisit,
  toMyDayVisit,
  toUnsignedNote,
  UnsignedNote,
  UnsignedNoteConnection,
} from './my-day-types.js';

const clientOf = async (context: GraphqlContext, id: string): Promise<ClientType> =>
  toClient((await clientLoader(context).load(id))!);
const appointmentOf = async (context: GraphqlContext, id: string): Promise<AppointmentType> =>
  toAppointment((await appointmentLoader(context).load(id))!);

@Resolver()
export class MyDayResolver {
  constructor(
    private readonly readMyDay: ReadMyDay,
    private readonly findUnsigned: FindUnsignedNotes,
  ) {}

  @Allow(CLINICAL)
  @Query(() => [MyDayVisit], { description: 'Your visits of a day that were not called off, in order.' })
  async myDay(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args() { date, clinicId = null }: MyDayArgs,
  ): Promise<MyDayVisit[]> {
    return (await reads.run((tx) => this.readMyDay.execute(tx, actor, { date, clinicId }))).map(toMyDayVisit);
  }

  @Allow(CLINICAL)
  @Query(() => UnsignedNoteConnection, {
    description: 'All your drafts, and your completed visits of 90 days without a note; the oldest visit first.',
  })
  async myUnsignedDrafts(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args() { first, after }: PageArgs,
  ): Promise<Connection<UnsignedNote>> {
    const page = { after: instantAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.findUnsigned.execute(tx, actor, page));
    return toConnection(rows, first, toUnsignedNote, ({ startsAt, appointmentId }) => [
      startsAt.toISOString(),
      appointmentId,
    ]);
  }
}

@Resolver(() => MyDayVisit)
export class MyDayVisitFieldsResolver {
  constructor(private readonly readMyDay: ReadMyDay) {}

  @ResolveField(() => AppointmentType)
  appointment(@Parent() { appointmentId }: MyDayVisit, @Context() context: GraphqlContext): Promise<AppointmentType> {
    return appointmentOf(context, appointmentId);
  }

  @ResolveField(() => ClientType, { description: 'With what the client likes.' })
  client(@Parent() { visit }: MyDayVisit, @Context() { reads }: GraphqlContext): Promise<ClientType> {
    return reads.run((tx) => Promise.resolve(toClient(this.readMyDay.client(tx, visit))));
  }
}

@Resolver(() => UnsignedNote)
export class UnsignedNoteFieldsResolver {
  @ResolveField(() => AppointmentType)
  appointment(@Parent() { appointmentId }: UnsignedNote, @Context() context: GraphqlContext): Promise<AppointmentType> {
    return appointmentOf(context, appointmentId);
  }

  @ResolveField(() => ClientType)
  client(@Parent() { clientId }: UnsignedNote, @Context() context: GraphqlContext): Promise<ClientType> {
    return clientOf(context, clientId);
  }
}
