import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL, LocalDate } from '../../../platform/graphql/index.js';
import { MeasuredMovementType, OutcomeChangeType, OutcomePointType, toChange, toPoint } from '../../outcomes/index.js';
import { Instrument } from '../../outcomes/domain/index.js';
import type { BlockOutcome as BlockOutcomeFound } from '../../outcomes/domain/index.js';
import { PressureRangeType } from '../../practices/index.js';
import { DueState, Goal, PlanStatus, possibleSteps, ReviewReason, Season, SuggestionKind } from '../domain/index.js';
import type { PlanTerms } from '../domain/index.js';
import type { PlanVersion } from '../open-versions.js';
import type { Plan } from '../read-plans.js';
import { INTERVAL_FORM, PlanRange } from './goal-types.js';

registerEnumType(PlanStatus, { name: 'SessionPlanStatus', description: 'What has been decided about a plan.' });
registerEnumType(DueState, {
  name: 'PlanDueState',
  description: 'Whether the client of an active plan should be asked to come.',
});
registerEnumType(ReviewReason, { name: 'PlanReviewReason', description: 'Why a plan is to be looked at.' });
registerEnumType(SuggestionKind, { name: 'PlanSuggestionKind' });

/** What was done to a plan, as the API names it. */
export enum PlanChangeName {
  PROPOSE = 'propose',
  CHANGE = 'change',
  ACCEPT = 'accept',
  PAUSE = 'pause',
  RESUME = 'resume',
  END = 'end',
  ACCEPT_SUGGESTION = 'accept_suggestion',
}
registerEnumType(PlanChangeName, { name: 'SessionPlanChange' });

@Allow(CLINICAL)
@ObjectType({ description: 'A change to consider. Nothing changes until a therapist accepts it.' })
export class PlanSuggestion {
  @Field(() => SuggestionKind)
  kind: SuggestionKind;

  @Field(() => ReviewReason)
  reason: ReviewReason;

  @Field(() => String, { nullable: true })
  interval: string | null;

  @Field(() => PressureRangeType, { nullable: true })
  pressure: PressureRangeType | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'How one session changed a score.' })
export class SessionEffect {
  @Field(() => ID)
  appointmentId: string;

  @Field()
  change: OutcomeChangeType;
}

@Allow(CLINICAL)
@ObjectType({ description: 'What changed since the block of sessions began.' })
export class BlockOutcome {
  @Field(() => Instrument)
  instrument: Instrument;

  @Field(() => MeasuredMovementType, { nullable: true })
  movement: MeasuredMovementType | null;

  @Field({ description: 'The first score on arrival.' })
  first: OutcomePointType;

  @Field({ description: 'The last score on arrival.' })
  last: OutcomePointType;

  @Field()
  change: OutcomeChangeType;

  @Field(() => [SessionEffect])
  sessions: SessionEffect[];
}

@Allow(CLINICAL)
@ObjectType({ description: 'What a plan says.' })
export class PlanTermsType {
  @Field(() => Goal)
  goal: Goal;

  @Field(() => Season, { nullable: true })
  season: Season | null;

  @Field({ description: INTERVAL_FORM })
  interval: string;

  @Field(() => Int, { nullable: true, description: 'Null: until the review date.' })
  blockSessions: number | null;

  @Field(() => LocalDate)
  blockFrom: string;

  @Field(() => String, { nullable: true })
  maintenanceInterval: string | null;

  @Field(() => LocalDate, { nullable: true })
  reviewOn: string | null;

  @Field(() => PlanRange, { nullable: true })
  sessionMinutes: PlanRange | null;

  @Field(() => PressureRangeType, { nullable: true })
  pressure: PressureRangeType | null;

  @Field(() => String, { nullable: true })
  remarks: string | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'How a plan stood after one change.' })
export class SessionPlanVersion {
  @Field(() => Int)
  version: number;

  @Field(() => PlanChangeName)
  change: PlanChangeName;

  @Field(() => PlanStatus)
  status: PlanStatus;

  @Field()
  changedAt: Date;

  @Field(() => ID, { description: 'The membership of whoever changed it.' })
  changedBy: string;

  @Field(() => SuggestionKind, { nullable: true, description: 'The suggestion that it accepted.' })
  accepted: SuggestionKind | null;

  @Field()
  terms: PlanTermsType;
}

@Allow(CLINICAL)
@ObjectType({ description: 'How often a client should come, and what for.' })
export class SessionPlan {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ID)
  clinicId: string;

  @Field(() => Int)
  version: number;

  @Field(() => PlanStatus)
  status: PlanStatus;

  @Field(() => [PlanChangeName], { description: 'What a therapist of the client may do to it as it stands.' })
  possibleSteps: PlanChangeName[];

  @Field()
  terms: PlanTermsType;

  @Field(() => LocalDate, { nullable: true, description: 'Of an active plan: an opening day of its clinic.' })
  nextDueOn: string | null;

  @Field(() => DueState, { nullable: true, description: 'Of an active plan.' })
  dueState: DueState | null;

  @Field(() => LocalDate, { nullable: true })
  lastSessionOn: string | null;

  @Field(() => Int, { description: 'Treatments completed since the block began.' })
  sessionsDone: number;

  @Field(() => ID, { nullable: true })
  upcomingAppointmentId: string | null;

  @Field(() => [ReviewReason], { description: 'Why it is to be looked at; none where it is not.' })
  reviewReasons: ReviewReason[];

  @Field(() => [PlanSuggestion])
  suggestions: PlanSuggestion[];

  @Field(() => [BlockOutcome])
  blockOutcomes: BlockOutcome[];
}

const toTerms = (terms: PlanTerms): PlanTermsType => Object.assign(new PlanTermsType(), structuredClone(terms));

export function toPlan({ row, terms, standing, sessionsDone, review, blockOutcomes }: Plan): SessionPlan {
  const { id, clientId, clinicId, version, status } = row;
  const { nextDueOn, dueState, lastSessionOn, upcomingId } = standing;
  return Object.assign(new SessionPlan(), {
    ...{ id, clientId, clinicId, version, status, nextDueOn, dueState, lastSessionOn, sessionsDone },
    possibleSteps: possibleSteps(status) as PlanChangeName[],
    terms: toTerms(terms),
    upcomingAppointmentId: upcomingId,
    reviewReasons: [...review.reasons],
    suggestions: review.suggestions.map((one) => Object.assign(new PlanSuggestion(), structuredClone(one))),
    blockOutcomes: blockOutcomes.map(toBlockOutcome),
  });
}

export function toPlanVersion({ row, terms, accepted }: PlanVersion): SessionPlanVersion {
  const { version, step, status, changedAt, changedBy } = row;
  const known = { version, status, changedAt, changedBy, accepted };
  return Object.assign(new SessionPlanVersion(), { ...known, change: step as PlanChangeName, terms: toTerms(terms) });
}

function toBlockOutcome({ measured, first, last, change, sessions }: BlockOutcomeFound): BlockOutcome {
  const { instrument, movement } = measured;
  return Object.assign(new BlockOutcome(), {
    ...{ instrument, movement: movement && { ...movement } },
    ...{ first: toPoint(first), last: toPoint(last), change: toChange(change) },
    sessions: sessions.map(({ appointmentId, change: effect }) => ({ appointmentId, change: toChange(effect) })),
  });
}
