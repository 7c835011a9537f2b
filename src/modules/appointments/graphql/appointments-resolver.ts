import { Args, ArgsType, Context, Field, ID, Query, Resolver } from '@nestjs/graphql';
import { IsDate, IsEnum, IsOptional, IsUUID } from 'class-validator';
import { InvalidInput } from '../../../kernel/index.js';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, decodeCursor, PageArgs, STAFF, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { idsMergedInto } from '../../clients/index.js';
import { ownTherapistId, requireVisible } from '../own-therapist.js';
import { findAppointment } from '../storage/appointments.js';
import { listAppointments, listPending } from '../storage/list-appointments.js';
import { Appointment, AppointmentConnection, AppointmentStatus, toAppointment } from './appointment-types.js';

@ArgsType()
class AppointmentsArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;

  @Field(() => ID, { nullable: true, description: 'With the visits under records that were merged into this client.' })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;

  @Field(() => [AppointmentStatus], { nullable: true })
  @IsOptional()
  @IsEnum(AppointmentStatus, { each: true })
  statuses?: AppointmentStatus[] | null;

  @Field({ description: 'Visits that start at or after.' })
  @IsDate()
  from: Date;

  @Field({ description: 'Visits that start before.' })
  @IsDate()
  to: Date;
}

@ArgsType()
class PendingClearanceArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;
}

@Resolver()
export class AppointmentsResolver {
  @Allow(STAFF)
  @Query(() => Appointment, { description: 'A therapist finds their own only.' })
  async appointment(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Appointment> {
    const row = await reads.run((tx) => findAppointment(tx, id));
    requireVisible(actor, row);
    return toAppointment(row);
  }

  @Allow(STAFF)
  @Query(() => AppointmentConnection, {
    description: 'By start. Name a client or a clinic; a therapist finds their own visits only.',
  })
  async appointments(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, ...args }: AppointmentsArgs,
  ): Promise<Connection<Appointment>> {
    const { clinicId = null, clientId = null, statuses = null, from, to } = args;
    if (!clinicId && !clientId) throw InvalidInput.of('clinicId', 'required', 'Name a clinic or a client.');
    const therapistId = ownTherapistId(actor) ?? args.therapistId ?? null;
    const rows = await reads.run(async (tx) => {
      const clientIds = clientId ? ((await idsMergedInto(tx, [clientId])).get(clientId) ?? []) : null;
      const filter = { clinicId, clientIds, therapistId, statuses, from, to };
      return listAppointments(tx, { ...filter, after: after ? positionOf(after) : null, limit: first + 1 });
    });
    return toConnection(rows, first, toAppointment, (row) => [row.startsAt.getTime(), row.id]);
  }

  @Allow(STAFF)
  @Query(() => AppointmentConnection, {
    description:
      'Visits that wait for a clearance, those first whose slot is released first. A therapist finds their own.',
  })
  async appointmentsPendingClearance(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, clinicId = null }: PendingClearanceArgs,
  ): Promise<Connection<Appointment>> {
    const page = { after: after ? positionOf(after) : null, limit: first + 1 };
    const rows = await reads.run((tx) => listPending(tx, { clinicId, therapistId: ownTherapistId(actor), ...page }));
    return toConnection(rows, first, toAppointment, (row) => [row.startsAt.getTime(), row.id]);
  }
}

function positionOf(cursor: string): { startsAt: Date; id: string } {
  const [startsAt, id] = decodeCursor(cursor, 2);
  return { startsAt: new Date(Number(startsAt)), id: String(id) };
}
