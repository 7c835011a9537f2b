import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Length } from 'class-validator';
import { Allow, ANYONE } from '../../../platform/graphql/index.js';
import { OVERRIDABLE } from '../../scheduling/domain/index.js';
import type { Obstacle, ObstacleCode } from '../../scheduling/domain/index.js';

/** The rules of booking, by the codes of the scheduling domain. */
export enum BookingRule {
  OUTSIDE_OPENING_HOURS = 'outside_opening_hours',
  CLINIC_CLOSED = 'clinic_closed',
  OUTSIDE_WORKING_HOURS = 'outside_working_hours',
  THERAPIST_OFF = 'therapist_off',
  TOO_SOON = 'too_soon',
  BEYOND_HORIZON = 'beyond_horizon',
  OFF_GRID = 'off_grid',
  ROOM_LACKS_FEATURE = 'room_lacks_feature',
  THERAPIST_NOT_AT_CLINIC = 'therapist_not_at_clinic',
  ROOM_NOT_AT_CLINIC = 'room_not_at_clinic',
  ROOM_CLOSED = 'room_closed',
  THERAPIST_BUSY = 'therapist_busy',
  ROOM_BUSY = 'room_busy',
  CLIENT_BUSY = 'client_busy',
  NOT_QUALIFIED = 'not_qualified',
  NO_VALID_LICENCE = 'no_valid_licence',
}
registerEnumType(BookingRule, { name: 'BookingRule', description: 'What a booking has to respect.' });

const SENTENCES: Record<ObstacleCode, string> = {
  outside_opening_hours: 'The clinic is not open at that time.',
  clinic_closed: 'The clinic is closed at that time.',
  outside_working_hours: 'The therapist does not work at that time.',
  therapist_off: 'The therapist is off at that time.',
  too_soon: 'The visit would start sooner than the clinic’s minimum notice, or in the past.',
  beyond_horizon: 'The clinic does not take bookings that far ahead.',
  off_grid: 'Visits do not start at that minute of the clinic’s clock.',
  room_lacks_feature: 'The room does not have what the service needs.',
  therapist_not_at_clinic: 'The therapist does not work at this clinic.',
  room_not_at_clinic: 'The room belongs to another clinic.',
  room_closed: 'The room is closed at that time.',
  therapist_busy: 'The therapist is taken at that time.',
  room_busy: 'The room is taken at that time.',
  client_busy: 'The client has another visit at that time.',
  not_qualified: 'No therapist asked for is qualified in the service’s technique.',
  no_valid_licence: 'The therapist has no licence that is valid there on that day.',
};

@Allow(ANYONE)
@ObjectType({ description: 'A rule that the booking would break.' })
export class BrokenRule {
  @Field(() => BookingRule)
  rule: BookingRule;

  @Field()
  message: string;

  @Field({ description: 'Whether staff may set it aside for one visit, with a reason.' })
  overridable: boolean;

  static of({ code }: Obstacle): BrokenRule {
    const overridable = OVERRIDABLE[code];
    return Object.assign(new BrokenRule(), { rule: code as BookingRule, message: SENTENCES[code], overridable });
  }
}

@InputType({ description: 'Sets aside, for this visit, the rules that may be. It is recorded with its reason.' })
export class OverrideInput {
  @Field({ description: '3 to 500 characters.' })
  @Length(3, 500)
  reason: string;
}
