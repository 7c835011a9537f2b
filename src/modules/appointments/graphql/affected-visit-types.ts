import { Field, ObjectType } from '@nestjs/graphql';
import { Allow, DESK } from '../../../platform/graphql/index.js';
import type { AffectedVisit as AffectedVisitRow } from '../find-affected-visits.js';
import { Appointment, toAppointment } from './appointment-types.js';
import { BrokenRule } from './booking-rule.js';

@Allow(DESK)
@ObjectType({ description: 'A visit that was booked and that the schedule no longer allows.' })
export class AffectedVisit {
  @Field(() => Appointment)
  appointment: Appointment;

  @Field(() => [BrokenRule])
  brokenRules: BrokenRule[];
}

export function toAffectedVisit({ visit, obstacles }: AffectedVisitRow): AffectedVisit {
  const brokenRules = obstacles.map((obstacle) => BrokenRule.of(obstacle));
  return Object.assign(new AffectedVisit(), { appointment: toAppointment(visit), brokenRules });
}
