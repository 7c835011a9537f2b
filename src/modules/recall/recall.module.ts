import { Module } from '@nestjs/common';
import { VerdictsModule } from '../screening/index.js';
import { AssessPlans } from './assess-plans.js';
import { RecallListResolver } from './graphql/recall-list-resolver.js';
import { ReadRecallList } from './read-recall-list.js';

/** The recall list of the front desk. */
@Module({ imports: [VerdictsModule], providers: [AssessPlans, ReadRecallList, RecallListResolver] })
export class RecallModule {}
