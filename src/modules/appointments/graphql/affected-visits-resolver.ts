import type { Type } from '@nestjs/common';
import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsDate, IsOptional, IsUUID } from 'class-validator';
import { InvalidInput } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import type { StaffActor } from '../../../kernel/index.js';
import {
  ClosurePayload,
  OpeningHoursPayload,
  TimeOffPayload,
  WorkingDayPayload,
  WorkingHoursPayload,
} from '../../scheduling/index.js';
import type { ScheduleChange } from '../../scheduling/index.js';
import { FindAffectedVisits } from '../find-affected-visits.js';
import { FindNextSlots } from '../find-next-slots.js';
import { AffectedVisit, toAffectedVisit } from './affected-visit-types.js';
import { OpenSlot, toOpenSlot } from './slot-types.js';

const DESCRIPTION = 'Booked visits that the schedule no longer allows, soonest first, at most 200.';

@ArgsType()
class AffectedVisitsArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clinicId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;

  @Field()
  @IsDate()
  from: Date;

  @Field(() => Date, { nullable: true, description: 'Left out: as far as visits are booked.' })
  @IsOptional()
  @IsDate()
  to?: Date | null;
}

/** Whatever has left visits without a place, licences that end included: what is to be moved, and where to. */
@Resolver(() => AffectedVisit)
export class AffectedVisitsResolver {
  constructor(
    private readonly findAffected: FindAffectedVisits,
    private readonly findNextSlots: FindNextSlots,
  ) {}

  @Allow(DESK)
  @Query(() => [AffectedVisit], { description: `${DESCRIPTION} Name a clinic or a therapist.` })
  affectedVisits(
    @Context() { reads }: GraphqlContext,
    @Args() { clinicId = null, therapistId = null, from, to = null }: AffectedVisitsArgs,
  ): Promise<AffectedVisit[]> {
    if (!clinicId && !therapistId) throw InvalidInput.of('clinicId', 'required', 'Name a clinic or a therapist.');
    const change = { clinicId, therapistId, roomId: null, from, to };
    return reads.run(async (tx) => (await this.findAffected.execute(tx, change)).map(toAffectedVisit));
  }

  @ResolveField(() => [OpenSlot], {
    description: 'Where the visit could go: the soonest free starts from its own on, with any therapist and room.',
  })
  async alternatives(
    @Parent() { appointment }: AffectedVisit,
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
  ): Promise<OpenSlot[]> {
    const { id, clinicId, serviceId, clientId, therapistId, startsAt } = appointment;
    const wish = {
      ...{ clinicId, serviceId, clientId, start: startsAt.getTime(), therapistId: null, roomId: null },
      ...{ moving: { id, therapistId, resources: [] }, override: false },
    };
    return (await reads.run((tx) => this.findNextSlots.read(tx, wish))).map(toOpenSlot);
  }
}

/** Adds `affectedVisits` to the payload of a change of the schedule. */
function affectedBy(payload: Type<{ change: ScheduleChange | null }>): Type<object> {
  @Resolver(() => payload)
  class AffectedByResolver {
    constructor(private readonly findAffected: FindAffectedVisits) {}

    @Allow(DESK)
    @ResolveField(() => [AffectedVisit], { description: DESCRIPTION })
    affectedVisits(
      @Parent() { change }: { change: ScheduleChange | null },
      @Context() { reads }: GraphqlContext,
    ): Promise<AffectedVisit[]> {
      if (!change) return Promise.resolve([]);
      return reads.run(async (tx) => (await this.findAffected.execute(tx, change)).map(toAffectedVisit));
    }
  }
  Object.defineProperty(AffectedByResolver, 'name', { value: `AffectedBy${payload.name}Resolver` });
  return AffectedByResolver;
}

export const AFFECTED_BY_RESOLVERS = [
  ...[TimeOffPayload, ClosurePayload, OpeningHoursPayload, WorkingHoursPayload, WorkingDayPayload].map(affectedBy),
];
