import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { CurrentActor } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { FollowUpType } from '../../follow-ups/index.js';
import { isVisible } from '../own-therapist.js';
import { Appointment, toAppointment } from './appointment-types.js';
import { appointmentLoader } from './loaders.js';

/** The visit that a follow-up is about, which its module does not know. */
@Resolver(() => FollowUpType)
export class FollowUpFieldsResolver {
  @ResolveField(() => Appointment, {
    nullable: true,
    description: 'Null for a therapist where the visit has gone to somebody else since.',
  })
  async appointment(
    @Parent() { appointmentId }: FollowUpType,
    @CurrentActor() actor: StaffActor,
    @Context() context: GraphqlContext,
  ): Promise<Appointment | null> {
    const visit = appointmentId ? await appointmentLoader(context).load(appointmentId) : null;
    return visit && isVisible(actor, visit) ? toAppointment(visit) : null;
  }
}
