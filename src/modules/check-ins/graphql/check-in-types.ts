import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsUUID } from 'class-validator';
import { Allow, CLINICAL, connectionOf, PageArgs } from '../../../platform/graphql/index.js';
import { BodySiteType } from '../../practices/index.js';
import { Soreness, Technique } from '../../practices/domain/index.js';
import { RiskCode } from '../../screening/domain/index.js';
import { AskStep, CheckInState, suggestsLessPressure, Trend, Triage } from '../domain/index.js';
import type { CheckInAnswer as Said } from '../domain/index.js';
import type { OpenAnswer, OpenCheckIn } from '../open-check-ins.js';

registerEnumType(AskStep, {
  name: 'CheckInStep',
  valuesMap: {
    FIRST: { description: '24 hours after the end of the session.' },
    SECOND: { description: '48 hours after it.' },
    WATCH: { description: '72 hours after it, where an answer was to be watched.' },
    FOLLOW_UP: { description: 'On the seventh day, where a therapist has followed an answer up.' },
  },
});
registerEnumType(CheckInState, { name: 'CheckInState', description: 'How a check-in stands.' });
registerEnumType(Trend, { name: 'SorenessTrend', description: 'Since the day before.' });
registerEnumType(Triage, {
  name: 'CheckInTriage',
  description: 'What becomes of an answer, from the mildest to the gravest.',
});

@Allow(CLINICAL)
@ObjectType({ description: 'What a client said. Soreness, trend and bruising are null only beside a red flag.' })
export class CheckInReply {
  @Field(() => Int, { nullable: true, description: '0 to 10.' })
  soreness: number | null;

  @Field(() => [BodySiteType])
  sites: readonly BodySiteType[];

  @Field(() => Trend, { nullable: true })
  trend: Trend | null;

  @Field(() => Boolean, { nullable: true })
  bruising: boolean | null;

  @Field(() => [RiskCode])
  redFlags: readonly RiskCode[];

  @Field({ description: 'Something unusual that is no red flag.' })
  otherSymptom: boolean;

  @Field()
  remark: string;

  @Field()
  wantsCall: boolean;

  @Field(() => Int, { nullable: true, description: '0 to 10; asked in the last one.' })
  pain: number | null;

  @Field(() => Int, { nullable: true, description: '0 to 10, the better the higher.' })
  sleep: number | null;

  @Field(() => Int, { nullable: true, description: '0 to 10, the better the higher.' })
  mood: number | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'An answer to a check-in. It never changes.' })
export class CheckInAnswer {
  @Field(() => ID)
  id: string;

  @Field()
  answeredAt: Date;

  @Field(() => Int, { description: 'From the end of the session.' })
  hoursAfter: number;

  @Field(() => AskStep, { description: 'The ask that it is to.' })
  step: AskStep;

  @Field(() => Triage)
  triage: Triage;

  @Field(() => CheckInReply, { nullable: true, description: 'Null once the client’s record has been erased.' })
  said: CheckInReply | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'A time at which the client is asked.' })
export class CheckInAsk {
  @Field(() => AskStep)
  step: AskStep;

  @Field()
  askAt: Date;
}

@Allow(CLINICAL)
@ObjectType({ description: 'What a client is asked after one session, and what they said.' })
export class CheckIn {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  appointmentId: string;

  @Field(() => ID, { description: 'The record that the visit is under.' })
  clientId: string;

  @Field()
  visitEndedAt: Date;

  @Field(() => CheckInState)
  state: CheckInState;

  @Field(() => Soreness, { description: 'By the signed note or, before there is one, by the booked service.' })
  expectedSoreness: Soreness;

  @Field(() => Technique, {
    nullable: true,
    description: 'Of several techniques the one after which most soreness is to be expected.',
  })
  technique: Technique | null;

  @Field(() => Int, { nullable: true, description: '1 to 5.' })
  pressure: number | null;

  @Field(() => [CheckInAsk], { description: 'In order.' })
  asks: CheckInAsk[];

  @Field(() => [CheckInAnswer], { description: 'In order.' })
  answers: CheckInAnswer[];

  @Field({ description: 'One step less pressure for the next time, by the answers.' })
  suggestsLessPressure: boolean;

  /** Whether an answer tells of bruises. */
  readonly toldOfBruising: boolean;
}

export function toCheckIn({ checkIn, treated, answers }: OpenCheckIn): CheckIn {
  const { id, appointmentId, clientId, visitEndsAt: visitEndedAt, state, level: expectedSoreness } = checkIn;
  const asks = checkIn.asks.map(({ step, askAt }) => Object.assign(new CheckInAsk(), { step, askAt: new Date(askAt) }));
  return Object.assign(new CheckIn(), {
    ...{ id, appointmentId, clientId, visitEndedAt, state, expectedSoreness, asks, answers: answers.map(toAnswer) },
    ...{ technique: treated?.technique ?? null, pressure: treated?.pressure ?? null },
    suggestsLessPressure: answers.some(({ row }) => suggestsLessPressure(row.triage)),
    toldOfBruising: answers.some(({ said }) => said?.bruising === true),
  });
}

function toAnswer({ row, hoursAfter, said }: OpenAnswer): CheckInAnswer {
  const { id, answeredAt, step, triage } = row;
  return Object.assign(new CheckInAnswer(), { id, answeredAt, hoursAfter, step, triage, said: said && toReply(said) });
}

function toReply(said: Said): CheckInReply {
  const { soreness, sites, trend, bruising, redFlags, otherSymptom, remark, wantsCall, pain, sleep, mood } = said;
  return Object.assign(new CheckInReply(), {
    ...{ soreness, sites, trend, bruising, redFlags, otherSymptom, remark, wantsCall, pain, sleep, mood },
  });
}

export const CheckInConnection = connectionOf(CheckIn, 'CheckIn');

@ArgsType()
export class CheckInsArgs extends PageArgs {
  @Field(() => ID, { description: 'With those under records that were merged with this client.' })
  @IsUUID()
  clientId: string;
}

@Allow(CLINICAL)
@ObjectType({ description: 'How the client was after the session before, as they told the worst of it.' })
export class LastSoreness {
  @Field({ description: 'As “Sore 6/10 at 48 h after deep tissue at pressure 4”.' })
  text: string;

  @Field(() => Int, { nullable: true, description: '0 to 10; null where a red flag was told and nothing else.' })
  soreness: number | null;

  @Field(() => Int)
  hoursAfter: number;

  @Field(() => Technique, { nullable: true })
  technique: Technique | null;

  @Field(() => Int, { nullable: true, description: '1 to 5.' })
  pressure: number | null;

  @Field(() => Triage, { description: 'The gravest of all answers.' })
  triage: Triage;

  @Field({ description: 'One step less pressure this time.' })
  suggestsLessPressure: boolean;
}
