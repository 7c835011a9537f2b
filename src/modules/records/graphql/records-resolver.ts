import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CurrentActor,
  defineLoader,
  idAfter,
  MANAGEMENT,
  toConnection,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ReadRetention } from '../read-retention.js';
import { RecordClientRequest } from '../record-client-request.js';
import { SetRetentionRule } from '../set-retention-rule.js';
import { reportsOf, reportsPage } from '../storage/record-reports.js';
import { requestsPage } from '../storage/record-requests.js';
import { WithdrawClientRequest } from '../withdraw-client-request.js';
import { OfClientArgs, RecordClientRequestInput, SetRetentionRuleInput } from './record-inputs.js';
import {
  ClientRequestPayload,
  RecordClientRequestResult,
  RequestIsOpen,
  RetentionRulePayload,
  SetRetentionRuleResult,
  VisitsAhead,
  WithdrawClientRequestResult,
} from './record-results.js';
import {
  ClientRequest,
  ClientRequestConnection,
  RecordReport,
  RecordReportConnection,
  Retention,
  RetentionRule,
  toClientRequest,
  toRecordReport,
  toRetention,
} from './record-types.js';

const reportLoader = defineLoader(reportsOf);

@Resolver(() => ClientRequest)
export class RecordsResolver {
  constructor(
    private readonly recordRequest: RecordClientRequest,
    private readonly withdraw: WithdrawClientRequest,
    private readonly setRule: SetRetentionRule,
    private readonly readRetention: ReadRetention,
  ) {}

  @Allow(MANAGEMENT)
  @Mutation(() => RecordClientRequestResult, {
    description: 'Writes down what a client asks. It is done within minutes; an erasure archives the client at once.',
  })
  async recordClientRequest(
    @CurrentActor() actor: StaffActor,
    @Args('input') { clientId, kind }: RecordClientRequestInput,
  ): Promise<typeof RecordClientRequestResult> {
    const outcome = await this.recordRequest.execute(actor, { clientId: clientId.toLowerCase(), kind });
    if (outcome.ok) return ClientRequestPayload.of(outcome.value);
    const { refusal } = outcome;
    return refusal.kind === 'visits_ahead' ? VisitsAhead.of(refusal) : RequestIsOpen.of(refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => WithdrawClientRequestResult, { description: 'While it is open. What was done is not undone.' })
  async withdrawClientRequest(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int, description: 'The version that was read.' }) version: number,
  ): Promise<typeof WithdrawClientRequestResult> {
    const outcome = await this.withdraw.execute(actor, { id, version });
    return outcome.ok ? ClientRequestPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => SetRetentionRuleResult, {
    description: 'How long records of a jurisdiction are kept, also those that are there already.',
  })
  async setRetentionRule(
    @CurrentActor() actor: StaffActor,
    @Args('input') { jurisdiction, years, yearsAfterAdulthood, version }: SetRetentionRuleInput,
  ): Promise<typeof SetRetentionRuleResult> {
    const outcome = await this.setRule.execute(actor, { jurisdiction, years, yearsAfterAdulthood, version });
    if (!outcome.ok) return VersionConflict.of(outcome.refusal);
    return RetentionRulePayload.of({ ...outcome.value, source: 'Set by the practice' });
  }

  @Allow(MANAGEMENT)
  @Query(() => ClientRequestConnection, { description: 'What clients have asked; the last first.' })
  async clientRequests(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId = null, first, after }: OfClientArgs,
  ): Promise<Connection<ClientRequest>> {
    const page = { clientId, beforeId: idAfter(after) ?? null, atMost: first + 1 };
    const rows = await reads.run((tx) => requestsPage(tx, page));
    return toConnection(rows, first, toClientRequest, ({ id }) => [id]);
  }

  @Allow(MANAGEMENT)
  @Query(() => RecordReportConnection, {
    description: 'What was done about records, also where their retention has ended; the last first.',
  })
  async recordReports(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId = null, first, after }: OfClientArgs,
  ): Promise<Connection<RecordReport>> {
    const page = { clientId, beforeId: idAfter(after) ?? null, atMost: first + 1 };
    const rows = await reads.run((tx) => reportsPage(tx, page));
    return toConnection(rows, first, toRecordReport, ({ id }) => [id]);
  }

  @Allow(MANAGEMENT)
  @Query(() => Retention, {
    nullable: true,
    description: 'Until when the client’s clinical record is kept, by what is known today; null where there is none.',
  })
  async retention(
    @Context() { reads }: GraphqlContext,
    @Args('clientId', { type: () => ID }) clientId: string,
  ): Promise<Retention | null> {
    const retention = await reads.run((tx) => this.readRetention.ofClient(tx, clientId.toLowerCase()));
    return retention && toRetention(retention);
  }

  @Allow(MANAGEMENT)
  @Query(() => [RetentionRule], { description: 'What counts, by jurisdiction.' })
  retentionRules(@Context() { reads }: GraphqlContext): Promise<RetentionRule[]> {
    return reads.run((tx) => this.readRetention.rules(tx));
  }

  @ResolveField(() => RecordReport, { nullable: true, description: 'Once the request has been worked off.' })
  async report(@Parent() { id }: ClientRequest, @Context() context: GraphqlContext): Promise<RecordReport | null> {
    const report = await reportLoader(context).load(id);
    return report && toRecordReport(report);
  }
}
