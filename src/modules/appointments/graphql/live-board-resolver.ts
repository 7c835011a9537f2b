import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import { Allow, CurrentActor, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { LiveHub } from '../../../platform/live/index.js';
import type { LiveEvent } from '../../../platform/live/index.js';
import { Clinic } from '../../practices/index.js';
import { ClinicDayChange, toClinicDayChange } from './live-board-types.js';

@Resolver()
export class LiveBoardResolver {
  constructor(private readonly hub: LiveHub) {}

  @Allow(STAFF)
  @Subscription(() => ClinicDayChange, {
    description:
      'Changes to a clinic’s board, made by whomever, as ids. The first event is a RESYNC: read the day after it, and ' +
      'no change is missed.',
    resolve: toAuthorizedChange,
  })
  async clinicDayChanged(
    @CurrentActor() { practiceId }: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args('clinicId', { type: () => ID }) clinicId: string,
  ): Promise<AsyncIterableIterator<LiveEvent>> {
    const clinic = await reads.run((tx) => findOne(tx, Clinic, 'clinic', clinicId));
    return this.hub.subscribe({ practiceId, clinicId: clinic.id });
  }
}

/** Each event opens a unit of work, which throws `Unauthenticated` once the session or the membership has ended. */
async function toAuthorizedChange(
  event: LiveEvent,
  { clinicId }: { clinicId: string },
  { reads }: GraphqlContext,
): Promise<ClinicDayChange> {
  await reads.run(() => Promise.resolve());
  return toClinicDayChange(clinicId, event);
}
