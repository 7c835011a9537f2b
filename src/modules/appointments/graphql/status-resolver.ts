import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK, STAFF } from '../../../platform/graphql/index.js';
import { ArriveAppointment } from '../arrive-appointment.js';
import { ChangeStatus } from '../change-status.js';
import type { StatusChange } from '../change-status.js';
import { StartAppointment } from '../start-appointment.js';
import { TakeBack } from '../take-back.js';
import { CancelAppointmentInput } from './appointment-inputs.js';
import {
  AppointmentPayload,
  ChangeStatusResult,
  StartAppointmentResult,
  TakeBackResult,
  toRefusal,
} from './appointment-results.js';
import { ArrivalAnswer } from './appointment-types.js';

const Id = (): ParameterDecorator => Args('id', { type: () => ID });

/** The visit at the desk and in the room. */
@Resolver()
export class StatusResolver {
  constructor(
    private readonly arrive: ArriveAppointment,
    private readonly start: StartAppointment,
    private readonly changeStatus: ChangeStatus,
    private readonly takeBackUseCase: TakeBack,
  ) {}

  @Allow(DESK)
  @Mutation(() => ChangeStatusResult)
  confirmAppointment(@CurrentActor() actor: StaffActor, @Id() id: string): Promise<typeof ChangeStatusResult> {
    return this.change(actor, id, { name: 'confirm' });
  }

  @Allow(STAFF)
  @Mutation(() => ChangeStatusResult, { description: 'The client is here.' })
  async arriveAppointment(
    @CurrentActor() actor: StaffActor,
    @Id() id: string,
    @Args('anythingNew', { type: () => ArrivalAnswer, nullable: true, description: 'Left out: nobody has asked.' })
    anythingNew: ArrivalAnswer | null = null,
  ): Promise<typeof ChangeStatusResult> {
    const outcome = await this.arrive.execute(actor, id, anythingNew);
    return outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(STAFF)
  @Mutation(() => StartAppointmentResult)
  async startAppointment(@CurrentActor() actor: StaffActor, @Id() id: string): Promise<typeof StartAppointmentResult> {
    const outcome = await this.start.execute(actor, id);
    return outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(STAFF)
  @Mutation(() => ChangeStatusResult)
  completeAppointment(@CurrentActor() actor: StaffActor, @Id() id: string): Promise<typeof ChangeStatusResult> {
    return this.change(actor, id, { name: 'complete' });
  }

  @Allow(STAFF)
  @Mutation(() => ChangeStatusResult, { description: 'The client did not come.' })
  markNoShow(@CurrentActor() actor: StaffActor, @Id() id: string): Promise<typeof ChangeStatusResult> {
    return this.change(actor, id, { name: 'mark_no_show' });
  }

  @Allow(DESK)
  @Mutation(() => ChangeStatusResult)
  cancelAppointment(
    @CurrentActor() actor: StaffActor,
    @Args('input') { id, reason, note = null }: CancelAppointmentInput,
  ): Promise<typeof ChangeStatusResult> {
    return this.change(actor, id, { name: 'cancel', cancellation: { reason, note } });
  }

  @Allow(DESK)
  @Mutation(() => ChangeStatusResult, { description: 'Frees a held slot before its time.' })
  releaseHold(@CurrentActor() actor: StaffActor, @Id() id: string): Promise<typeof ChangeStatusResult> {
    return this.change(actor, id, { name: 'release' });
  }

  @Allow(STAFF)
  @Mutation(() => TakeBackResult, { description: 'Undoes the last change of status, such as a mis-clicked no-show.' })
  async takeBack(@CurrentActor() actor: StaffActor, @Id() id: string): Promise<typeof TakeBackResult> {
    const outcome = await this.takeBackUseCase.execute(actor, id);
    return outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  private async change(actor: StaffActor, id: string, change: StatusChange): Promise<typeof ChangeStatusResult> {
    const outcome = await this.changeStatus.execute(actor, id, change);
    return outcome.ok ? AppointmentPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }
}
