import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, instantAfter, MANAGEMENT, STAFF, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { memberNameLoader } from '../../follow-ups/index.js';
import { AcknowledgeAlert } from '../acknowledge-alert.js';
import { SetOnCall } from '../set-on-call.js';
import { listAlerts } from '../storage/alerts.js';
import { onCallOf } from '../storage/on-call.js';
import {
  Alert,
  AlertConnection,
  AlertPayload,
  AlertsArgs,
  OnCallMember,
  OnCallPayload,
  SetOnCallInput,
  toAlert,
} from './alert-types.js';

@Resolver(() => Alert)
export class AlertsResolver {
  constructor(
    private readonly acknowledging: AcknowledgeAlert,
    private readonly settingOnCall: SetOnCall,
  ) {}

  @Allow(STAFF)
  @Query(() => AlertConnection, { description: 'The latest first.' })
  async alerts(
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, acknowledged }: AlertsArgs,
  ): Promise<Connection<Alert>> {
    const page = { acknowledged, after: instantAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => listAlerts(tx, page));
    return toConnection(rows, first, toAlert, ({ raisedAt, id }) => [raisedAt.toISOString(), id]);
  }

  @Allow(STAFF)
  @Mutation(() => AlertPayload, { description: 'Takes an alert: nobody else is called for it.' })
  async acknowledgeAlert(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<AlertPayload> {
    return AlertPayload.of(await this.acknowledging.execute(actor, id));
  }

  @Allow(MANAGEMENT)
  @Query(() => [OnCallMember], { description: 'Who is called at a clinic, the first first. Empty: the management is.' })
  async onCall(
    @Context() { reads }: GraphqlContext,
    @Args('clinicId', { type: () => ID }) clinicId: string,
  ): Promise<OnCallMember[]> {
    const lists = await reads.run((tx) => onCallOf(tx, [clinicId]));
    return lists.get(clinicId)!.map((row) => OnCallMember.of(row));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => OnCallPayload, { description: 'Puts a list in the place of the clinic’s.' })
  async setOnCall(
    @CurrentActor() actor: StaffActor,
    @Args('input') { clinicId, members }: SetOnCallInput,
  ): Promise<OnCallPayload> {
    const wish = members.map(({ membershipId, phone = null }) => ({ membershipId, phone }));
    return OnCallPayload.of(await this.settingOnCall.execute(actor, { clinicId, members: wish }));
  }

  @ResolveField(() => String, { nullable: true, description: 'Who took it; null where it was done without.' })
  acknowledgedBy(
    @Parent() { acknowledgedById }: Alert,
    @Context() context: GraphqlContext,
  ): Promise<string | null> | null {
    return acknowledgedById ? memberNameLoader(context).load(acknowledgedById) : null;
  }
}
