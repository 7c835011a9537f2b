import { Module } from '@nestjs/common';
import { CorrectOutcomes } from './correct-outcomes.js';
import { OutcomesResolver } from './graphql/outcomes-resolver.js';
import { ReadMeasurements } from './read-measurements.js';
import { ReadOutcomes } from './read-outcomes.js';
import { RecordMeasurement } from './record-measurement.js';
import { RecordOutcomes } from './record-outcomes.js';

const USE_CASES = [CorrectOutcomes, ReadMeasurements, ReadOutcomes, RecordMeasurement, RecordOutcomes];

@Module({ providers: [OutcomesResolver, ...USE_CASES], exports: [ReadMeasurements, RecordMeasurement] })
export class OutcomesModule {}
