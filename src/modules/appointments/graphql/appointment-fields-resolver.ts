import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { CurrentActor, defineLoader } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { clientLoader, ClientType, toClient } from '../../clients/index.js';
import {
  clinicLoader,
  ClinicType,
  roomLoader,
  RoomType,
  serviceLoader,
  ServiceType,
  toClinic,
  toRoom,
  toService,
} from '../../practices/index.js';
import { therapistLoader, TherapistType, toTherapist } from '../../therapists/index.js';
import { handOf } from '../change-status.js';
import { possibleSteps } from '../domain/status.js';
import { historiesOf } from '../storage/appointment-history.js';
import { Appointment, AppointmentEvent, AppointmentStep, toAppointmentEvent } from './appointment-types.js';

const historyLoader = defineLoader(historiesOf);

/** Where an appointment leads to. Foreign keys keep every one of these records there, archived or not. */
@Resolver(() => Appointment)
export class AppointmentFieldsResolver {
  @ResolveField(() => ClientType, { nullable: true, description: 'Null while held for nobody in particular.' })
  async client(@Parent() { clientId }: Appointment, @Context() context: GraphqlContext): Promise<ClientType | null> {
    return clientId ? toClient((await clientLoader(context).load(clientId))!) : null;
  }

  @ResolveField(() => TherapistType)
  async therapist(@Parent() { therapistId }: Appointment, @Context() context: GraphqlContext): Promise<TherapistType> {
    return toTherapist((await therapistLoader(context).load(therapistId))!);
  }

  @ResolveField(() => RoomType)
  async room(@Parent() { roomId }: Appointment, @Context() context: GraphqlContext): Promise<RoomType> {
    return toRoom((await roomLoader(context).load(roomId))!);
  }

  @ResolveField(() => ServiceType)
  async service(@Parent() { serviceId }: Appointment, @Context() context: GraphqlContext): Promise<ServiceType> {
    return toService((await serviceLoader(context).load(serviceId))!);
  }

  @ResolveField(() => ClinicType)
  async clinic(@Parent() { clinicId }: Appointment, @Context() context: GraphqlContext): Promise<ClinicType> {
    return toClinic((await clinicLoader(context).load(clinicId))!);
  }

  @ResolveField(() => [AppointmentStep], {
    description: 'What you may do to it now. Whether its time is still free only the step itself can tell.',
  })
  possibleSteps(
    @CurrentActor() actor: StaffActor,
    @Parent() { status, startsAt }: Appointment,
    @Context() { reads }: GraphqlContext,
  ): Promise<AppointmentStep[]> {
    return reads.run((tx) => {
      const visit = { status, start: startsAt.getTime(), now: tx.now.getTime() };
      return Promise.resolve(possibleSteps(handOf(actor), visit) as AppointmentStep[]);
    });
  }

  @ResolveField(() => [AppointmentEvent], { description: 'All that happened to it, from the beginning.' })
  async history(@Parent() { id }: Appointment, @Context() context: GraphqlContext): Promise<AppointmentEvent[]> {
    return ((await historyLoader(context).load(id)) ?? []).map(toAppointmentEvent);
  }
}
