import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayUnique, IsIn, IsUUID, Length } from 'class-validator';
import { Allow, CLINICAL, Refusal, resultUnion, Trimmed } from '../../../platform/graphql/index.js';
import { VerdictLevel } from '../domain/index.js';
import type { DecisionNotPossible as NotPossible, VisitOver as Over } from '../decide-screening.js';
import { ScreeningReason, ScreeningVerdict } from './verdict-types.js';

/** What the treating therapist can lift for one visit. */
const LIFTABLE = [VerdictLevel.ADAPT, VerdictLevel.CLEARANCE] as const;

@InputType()
export class DecideScreeningInput {
  @Field(() => ID)
  @IsUUID()
  appointmentId: string;

  @Field(() => [VerdictLevel], {
    defaultValue: [],
    description:
      'ADAPT or CLEARANCE, or both: what is not to hold the visit up. Nothing where you go ahead with what is known, as it is.',
  })
  @IsIn(LIFTABLE, { each: true })
  @ArrayUnique()
  lift: (typeof LIFTABLE)[number][];

  @Field({ description: '10 to 2000 characters.' })
  @Trimmed()
  @Length(10, 2000)
  reason: string;
}

@Allow(CLINICAL)
@ObjectType()
export class DecideScreeningPayload {
  @Field(() => ScreeningVerdict, { description: 'What screening says of the visit with your decision.' })
  verdict: ScreeningVerdict;
}

@Allow(CLINICAL)
@ObjectType({
  implements: () => [Refusal],
  description: 'No decision of a therapist makes this visit possible: see what stands against it.',
})
export class DecisionNotPossible extends Refusal {
  @Field(() => [ScreeningReason])
  standing: ScreeningReason[];

  static of({ standing }: NotPossible): DecisionNotPossible {
    const message = 'What stands against this visit is not lifted by this decision.';
    const reasons = standing.map((reason) => ScreeningReason.of(reason));
    return Object.assign(new DecisionNotPossible(), { message, standing: reasons });
  }
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'There is nothing left to decide about this visit.' })
export class VisitOver extends Refusal {
  static of(): VisitOver {
    return Object.assign(new VisitOver(), { message: 'This visit is over, or was called off.' });
  }
}

export const DecideScreeningResult = resultUnion('DecideScreeningResult', [
  DecideScreeningPayload,
  DecisionNotPossible,
  VisitOver,
]);

export const toDecisionRefusal = (refusal: NotPossible | Over): DecisionNotPossible | VisitOver =>
  refusal.kind === 'visit_over' ? VisitOver.of() : DecisionNotPossible.of(refusal);
