import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Allow, CLINICAL, connectionOf, LocalDate, Refusal, resultUnion } from '../../../platform/graphql/index.js';
import type { AlreadyCorrected as Corrected } from '../correct-outcomes.js';
import { ChangeSize, Instrument } from '../domain/instrument.js';
import { Direction } from '../domain/meaningful-change.js';
import type { Change } from '../domain/meaningful-change.js';
import { Moment } from '../domain/measurement.js';
import type { ComparedPoint, Series } from '../domain/series.js';
import type { ReadMeasurement } from '../read-measurements.js';
import { MeasuredMovement, Score, toScore } from './score-types.js';

registerEnumType(Direction, { name: 'ChangeDirection' });
registerEnumType(Moment, { name: 'MeasurementMoment', description: 'When scores were taken.' });

@Allow(CLINICAL)
@ObjectType({ description: 'How a score differs from an earlier one.' })
export class OutcomeChange {
  @Field(() => Float, { description: 'Later minus earlier: below zero where the number fell.' })
  difference: number;

  @Field(() => Direction)
  direction: Direction;

  @Field({ description: "Whether it reaches the instrument's meaningful change." })
  meaningful: boolean;

  @Field(() => ChangeSize, { nullable: true })
  size: ChangeSize | null;
}

export const toChange = (change: Change): OutcomeChange => Object.assign(new OutcomeChange(), change);

@Allow(CLINICAL)
@ObjectType()
export class OutcomePoint {
  @Field(() => ID)
  measurementId: string;

  @Field(() => ID, { nullable: true })
  appointmentId: string | null;

  @Field(() => Moment)
  moment: Moment;

  @Field()
  takenAt: Date;

  @Field(() => LocalDate, { description: "By the clinic's calendar." })
  date: string;

  @Field(() => Float)
  value: number;

  @Field(() => OutcomeChange, {
    nullable: true,
    description: 'After a session: since before it. Otherwise since the last score on arrival.',
  })
  sincePrevious: OutcomeChange | null;

  @Field(() => OutcomeChange, { nullable: true, description: 'Since the first score of the series.' })
  sinceFirst: OutcomeChange | null;
}

@Allow(CLINICAL)
@ObjectType({ description: 'The scores of one instrument and, of range of motion, one movement, by time.' })
export class OutcomeSeries {
  @Field(() => Instrument)
  instrument: Instrument;

  @Field(() => MeasuredMovement, { nullable: true })
  movement: MeasuredMovement | null;

  @Field(() => [OutcomePoint])
  points: OutcomePoint[];
}

export const toPoint = ({ takenAt, sincePrevious, sinceFirst, ...point }: ComparedPoint): OutcomePoint =>
  Object.assign(new OutcomePoint(), {
    ...point,
    takenAt: new Date(takenAt),
    sincePrevious: sincePrevious && toChange(sincePrevious),
    sinceFirst: sinceFirst && toChange(sinceFirst),
  });

export const toSeries = ({ measured: { instrument, movement }, points }: Series): OutcomeSeries =>
  Object.assign(new OutcomeSeries(), {
    instrument,
    movement: movement && { ...movement },
    points: points.map(toPoint),
  });

@Allow(CLINICAL)
@ObjectType({
  description: 'The scores of one moment. It never changes: a correction is a newer one that replaces it.',
})
export class Measurement {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ID, { nullable: true })
  appointmentId: string | null;

  @Field(() => Moment)
  moment: Moment;

  @Field()
  takenAt: Date;

  @Field()
  recordedAt: Date;

  @Field(() => ID, { nullable: true, description: 'The membership of whoever wrote it down; null: the client did.' })
  recordedBy: string | null;

  @Field(() => ID, { nullable: true, description: 'The measurement that it corrects.' })
  replacesId: string | null;

  @Field(() => [Score], { description: 'None where a correction takes all of them back.' })
  scores: Score[];
}

export function toMeasurement(measurement: ReadMeasurement): Measurement {
  const { id, clientId, appointmentId, moment, recordedBy, replacesId } = measurement;
  return Object.assign(new Measurement(), {
    ...{ id, clientId, appointmentId, moment, recordedBy, replacesId },
    takenAt: new Date(measurement.takenAt),
    recordedAt: new Date(measurement.recordedAt),
    scores: measurement.scores.map(toScore),
  });
}

export const MeasurementConnection = connectionOf(Measurement, 'Measurement');

@Allow(CLINICAL)
@ObjectType()
export class MeasurementPayload {
  @Field(() => Measurement)
  measurement: Measurement;

  static of(measurement: ReadMeasurement): MeasurementPayload {
    return Object.assign(new MeasurementPayload(), { measurement: toMeasurement(measurement) });
  }
}

@Allow(CLINICAL)
@ObjectType({ implements: () => [Refusal], description: 'A newer measurement stands for this one: correct that one.' })
export class AlreadyCorrected extends Refusal {
  @Field(() => ID)
  replacedById: string;

  static of({ replacedById }: Corrected): AlreadyCorrected {
    const message = 'These scores have been corrected already. Look at the newer ones.';
    return Object.assign(new AlreadyCorrected(), { message, replacedById });
  }
}

export const CorrectOutcomesResult = resultUnion('CorrectOutcomesResult', [MeasurementPayload, AlreadyCorrected]);
