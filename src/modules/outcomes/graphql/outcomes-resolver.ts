import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { InvalidInput } from '../../../kernel/index.js';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CLINICAL, CurrentActor, idAfter, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { CorrectOutcomes } from '../correct-outcomes.js';
import { Instrument } from '../domain/instrument.js';
import { ReadOutcomes } from '../read-outcomes.js';
import { RecordOutcomes } from '../record-outcomes.js';
import { InstrumentGuide, instrumentGuides, MovementGuide, movementGuides } from './instrument-types.js';
import {
  CorrectOutcomesInput,
  MeasurementsArgs,
  OutcomeChartArgs,
  OutcomesArgs,
  RecordOutcomesInput,
} from './outcome-inputs.js';
import {
  AlreadyCorrected,
  CorrectOutcomesResult,
  Measurement,
  MeasurementConnection,
  MeasurementPayload,
  OutcomeSeries,
  toMeasurement,
  toSeries,
} from './outcome-types.js';
import { toMovement, toScoreValue } from './score-types.js';

@Resolver()
export class OutcomesResolver {
  constructor(
    private readonly readOutcomes: ReadOutcomes,
    private readonly recordOutcomesUseCase: RecordOutcomes,
    private readonly correctOutcomesUseCase: CorrectOutcomes,
  ) {}

  @Allow(CLINICAL)
  @Query(() => [InstrumentGuide], { description: 'What outcomes can be measured with, and how each one scores.' })
  instruments(): InstrumentGuide[] {
    return instrumentGuides();
  }

  @Allow(CLINICAL)
  @Query(() => [MovementGuide], { description: 'Whose range of motion can be measured.' })
  movements(): MovementGuide[] {
    return movementGuides();
  }

  @Allow(CLINICAL)
  @Query(() => [OutcomeSeries], {
    description: 'Of all records of the client; several of range of motion, otherwise one or none.',
  })
  async outcomes(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, instrument, from = null, to = null }: OutcomesArgs,
  ): Promise<OutcomeSeries[]> {
    const series = await reads.run((tx) => this.readOutcomes.series(tx, { clientId, instrument, from, to }));
    return series.map(toSeries);
  }

  @Allow(CLINICAL)
  @Query(() => String, { description: 'The scores over time with the treatments marked, as SVG.' })
  async outcomeChart(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, instrument, movement, from = null, to = null }: OutcomeChartArgs,
  ): Promise<string> {
    if ((instrument === Instrument.RANGE_OF_MOTION) !== Boolean(movement)) {
      throw InvalidInput.of('movement', 'required', 'movement must be given for range of motion, and for nothing else');
    }
    const measured = { instrument, movement: toMovement(movement) };
    return reads.run((tx) => this.readOutcomes.chart(tx, { clientId, measured, from, to }));
  }

  @Allow(CLINICAL)
  @Query(() => MeasurementConnection, {
    description: 'All that was written down, corrected or not; the latest first.',
  })
  async measurements(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: MeasurementsArgs,
  ): Promise<Connection<Measurement>> {
    const page = { clientId, after: idAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.readOutcomes.measurements(tx, page));
    return toConnection(rows, first, toMeasurement, ({ id }) => [id]);
  }

  @Allow(CLINICAL)
  @Mutation(() => MeasurementPayload, { description: 'For the therapists of the client.' })
  async recordOutcomes(
    @CurrentActor() actor: StaffActor,
    @Args('input') { clientId, appointmentId = null, moment, takenAt = null, scores }: RecordOutcomesInput,
  ): Promise<MeasurementPayload> {
    const draft = { clientId, appointmentId, moment, takenAt, scores: scores.map(toScoreValue) };
    return MeasurementPayload.of(await this.recordOutcomesUseCase.execute(actor, draft));
  }

  @Allow(CLINICAL)
  @Mutation(() => CorrectOutcomesResult, {
    description: 'Writes scores that stand for earlier ones, which stay readable. For the therapists of the client.',
  })
  async correctOutcomes(
    @CurrentActor() actor: StaffActor,
    @Args('input') { measurementId: id, scores }: CorrectOutcomesInput,
  ): Promise<typeof CorrectOutcomesResult> {
    const outcome = await this.correctOutcomesUseCase.execute(actor, { id, scores: scores.map(toScoreValue) });
    return outcome.ok ? MeasurementPayload.of(outcome.value) : AlreadyCorrected.of(outcome.refusal);
  }
}
