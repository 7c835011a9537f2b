import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ownTherapistId } from '../own-therapist.js';
import { ReadCalendar } from '../read-calendar.js';
import { Calendar, CalendarArgs, toCalendar } from './calendar-types.js';

@Resolver()
export class CalendarResolver {
  constructor(private readonly readCalendar: ReadCalendar) {}

  @Allow(STAFF)
  @Query(() => Calendar, { description: 'A clinic’s day or week. A therapist sees their own column.' })
  async calendar(
    @CurrentActor() actor: StaffActor,
    @Context() { reads }: GraphqlContext,
    @Args() { clinicId, from, days }: CalendarArgs,
  ): Promise<Calendar> {
    const question = { clinicId, from, days, therapistId: ownTherapistId(actor) };
    return toCalendar(await reads.run((tx) => this.readCalendar.execute(tx, question)));
  }
}
