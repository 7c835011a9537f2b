import { Module } from '@nestjs/common';
import { OutcomesModule } from '../outcomes/index.js';
import { AcceptPlanSuggestion } from './accept-plan-suggestion.js';
import { ChangePlan } from './change-plan.js';
import { ChangePlans } from './change-plans.js';
import { PlanFieldsResolver } from './graphql/plan-fields-resolver.js';
import { PlansResolver } from './graphql/plans-resolver.js';
import { ProposePlan } from './propose-plan.js';
import { ReadPlans } from './read-plans.js';

const RESOLVERS = [PlanFieldsResolver, PlansResolver];
const USE_CASES = [AcceptPlanSuggestion, ChangePlan, ChangePlans, ProposePlan, ReadPlans];

@Module({ imports: [OutcomesModule], providers: [...RESOLVERS, ...USE_CASES] })
export class SessionPlansModule {}
