import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CLINICAL, CurrentActor, STAFF } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { DecideScreening } from '../decide-screening.js';
import { ScreeningLabel } from '../domain/index.js';
import { ReadScreening } from '../read-screening.js';
import {
  DecideScreeningInput,
  DecideScreeningPayload,
  DecideScreeningResult,
  toDecisionRefusal,
} from './decision-types.js';
import { ScreeningArgs, ScreeningLabelArgs, ScreeningVerdict } from './verdict-types.js';

@Resolver()
export class ScreeningResolver {
  constructor(
    private readonly readScreening: ReadScreening,
    private readonly decideScreeningUseCase: DecideScreening,
  ) {}

  @Allow(CLINICAL)
  @Query(() => ScreeningVerdict, { description: 'May the client have this service on that date, and how?' })
  async screening(
    @Context() { reads }: GraphqlContext,
    @Args() { appointmentId, ...asked }: ScreeningArgs,
  ): Promise<ScreeningVerdict> {
    const visit = { ...asked, appointmentId: appointmentId ?? undefined };
    return ScreeningVerdict.of(await reads.run((tx) => this.readScreening.verdict(tx, visit)));
  }

  @Allow(STAFF)
  @Query(() => ScreeningLabel, { description: 'What the front desk may know of it.' })
  screeningLabel(@Context() { reads }: GraphqlContext, @Args() asked: ScreeningLabelArgs): Promise<ScreeningLabel> {
    return reads.run((tx) => this.readScreening.label(tx, asked));
  }

  @Allow(CLINICAL)
  @Mutation(() => DecideScreeningResult, {
    description: 'The treating therapist goes ahead with one visit. A new risk answer voids it.',
  })
  async decideScreening(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: DecideScreeningInput,
  ): Promise<typeof DecideScreeningResult> {
    const outcome = await this.decideScreeningUseCase.execute(actor, input);
    if (!outcome.ok) return toDecisionRefusal(outcome.refusal);
    return Object.assign(new DecideScreeningPayload(), { verdict: ScreeningVerdict.of(outcome.value.verdict) });
  }
}
