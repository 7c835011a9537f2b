import { Field, ObjectType } from '@nestjs/graphql';
import { Allow, Refusal, STAFF } from '../../../platform/graphql/index.js';
import { labelOf, ScreeningLabel } from '../../screening/domain/index.js';
import type { AskedVisit, Deferred } from '../refusals.js';

const SENTENCES: Partial<Record<ScreeningLabel, string>> = {
  [ScreeningLabel.NOT_NOW]: 'Not now: this service is not possible for the client on that day. Some others may be.',
  [ScreeningLabel.URGENT]: 'Urgent: nothing can be booked for the client now. A therapist has to look first.',
  [ScreeningLabel.CLEARANCE_NEEDED]:
    'A clearance is needed, and it could not come in time: record it first, or choose a later day.',
};

/** Says what the desk may know. What it leads to is read by `ScreeningDefersResolver`, by those who may. */
@Allow(STAFF)
@ObjectType({
  implements: () => [Refusal],
  description: 'Screening does not allow this service for the client on that date.',
})
export class ScreeningDefers extends Refusal {
  @Field(() => ScreeningLabel)
  readonly label: ScreeningLabel;

  readonly visit: AskedVisit;

  static of({ level, visit }: Deferred): ScreeningDefers {
    const label = labelOf(level);
    return Object.assign(new ScreeningDefers(), { message: SENTENCES[label], label, visit });
  }
}
