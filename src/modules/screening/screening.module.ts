import { Global, Module } from '@nestjs/common';
import { ClientsModule } from '../clients/index.js';
import { DecideScreening } from './decide-screening.js';
import { ClearancesResolver } from './graphql/clearances-resolver.js';
import { RulesResolver } from './graphql/rules-resolver.js';
import { ScreeningResolver } from './graphql/screening-resolver.js';
import { NoteRisks } from './note-risks.js';
import { OpenClearances } from './open-clearances.js';
import { OverrideRule } from './override-rule.js';
import { ReadClearances } from './read-clearances.js';
import { ReadRules } from './read-rules.js';
import { ReadScreening } from './read-screening.js';
import { RecordClearance } from './record-clearance.js';
import { RequestClearance } from './request-clearance.js';
import { ServicesThatFit } from './services-that-fit.js';
import { VerdictsModule } from './verdicts.module.js';
import { WithdrawClearance } from './withdraw-clearance.js';

const RESOLVERS = [ClearancesResolver, RulesResolver, ScreeningResolver];
const DOORS = [NoteRisks, ServicesThatFit];
const USE_CASES = [
  DecideScreening,
  OpenClearances,
  OverrideRule,
  ReadClearances,
  ReadRules,
  ReadScreening,
  RecordClearance,
  RequestClearance,
  WithdrawClearance,
];

/**
 * Global: whoever books, notes answers or shows a visit asks for verdicts. Needs a global module that provides the ports
 * `VisitsToScreen` and `VisitsToDecide`: whoever keeps the visits does.
 */
@Global()
@Module({
  imports: [ClientsModule, VerdictsModule],
  providers: [...RESOLVERS, ...DOORS, ...USE_CASES],
  exports: [...DOORS, VerdictsModule],
})
export class ScreeningModule {}
