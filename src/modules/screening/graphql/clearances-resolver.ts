import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CLINICAL,
  CurrentActor,
  defineLoader,
  idAfter,
  STAFF,
  toConnection,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ReadClearances } from '../read-clearances.js';
import { RecordClearance } from '../record-clearance.js';
import { RequestClearance } from '../request-clearance.js';
import { WithdrawClearance } from '../withdraw-clearance.js';
import {
  ChangeClearanceResult,
  Clearance,
  ClearanceConnection,
  ClearanceDetails,
  ClearanceNotOpen,
  ClearancePayload,
  ClearancesArgs,
  RecordClearanceInput,
  RequestClearanceInput,
  toClearance,
  WithdrawClearanceInput,
} from './clearance-types.js';

@Resolver(() => Clearance)
export class ClearancesResolver {
  private readonly detailsLoader = defineLoader((tx, ids) => this.readClearances.details(tx, ids));

  constructor(
    private readonly readClearances: ReadClearances,
    private readonly requestClearanceUseCase: RequestClearance,
    private readonly recordClearanceUseCase: RecordClearance,
    private readonly withdrawClearanceUseCase: WithdrawClearance,
  ) {}

  @Allow(STAFF)
  @Query(() => ClearanceConnection, { description: 'How a client’s clearances stand, the last first.' })
  async clearances(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId, first, after }: ClearancesArgs,
  ): Promise<Connection<Clearance>> {
    const query = { clientId, before: idAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.readClearances.page(tx, query));
    return toConnection(rows, first, toClearance, ({ id }) => [id]);
  }

  @Allow(CLINICAL)
  @ResolveField(() => ClearanceDetails, {
    nullable: true,
    description: 'Null where the client’s record is not open to you, or was erased.',
  })
  async details(@Parent() { id }: Clearance, @Context() context: GraphqlContext): Promise<ClearanceDetails | null> {
    const details = await this.detailsLoader(context).load(id);
    return details && ClearanceDetails.of(details);
  }

  @Allow(STAFF)
  @Mutation(() => ClearancePayload, { description: 'The client was asked for a health professional’s permission.' })
  async requestClearance(
    @CurrentActor() actor: StaffActor,
    @Args('input') { clientId, note = null }: RequestClearanceInput,
  ): Promise<ClearancePayload> {
    return ClearancePayload.of(await this.requestClearanceUseCase.execute(actor, { clientId, note }));
  }

  @Allow(STAFF)
  @Mutation(() => ChangeClearanceResult, { description: 'A health professional has given permission.' })
  async recordClearance(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: RecordClearanceInput,
  ): Promise<typeof ChangeClearanceResult> {
    const { clientId, clearanceId = null, attachmentId = null, note = null, ...given } = input;
    const request = { clientId, clearanceId, attachmentId, content: { ...given, note } };
    const outcome = await this.recordClearanceUseCase.execute(actor, request);
    return outcome.ok ? ClearancePayload.of(outcome.value) : ClearanceNotOpen.of(outcome.refusal);
  }

  @Allow(STAFF)
  @Mutation(() => ChangeClearanceResult, {
    description: 'The permission does not hold, or is not asked for, any more.',
  })
  async withdrawClearance(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: WithdrawClearanceInput,
  ): Promise<typeof ChangeClearanceResult> {
    const outcome = await this.withdrawClearanceUseCase.execute(actor, input);
    return outcome.ok ? ClearancePayload.of(outcome.value) : ClearanceNotOpen.of(outcome.refusal);
  }
}
