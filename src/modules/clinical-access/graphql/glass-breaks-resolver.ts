import { Args, ArgsType, Context, Field, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CLINICAL,
  CurrentActor,
  idAfter,
  MANAGEMENT,
  PageArgs,
  toConnection,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { BreakGlass } from '../break-glass.js';
import { ReadGlassBreaks } from '../read-glass-breaks.js';
import {
  BreakGlassInput,
  BreakGlassPayload,
  GlassBreak,
  GlassBreakConnection,
  toGlassBreak,
} from './glass-break-types.js';

@ArgsType()
export class GlassBreaksArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;
}

@Resolver()
export class GlassBreaksResolver {
  constructor(
    private readonly breakGlassUseCase: BreakGlass,
    private readonly readGlassBreaks: ReadGlassBreaks,
  ) {}

  @Allow(CLINICAL)
  @Mutation(() => BreakGlassPayload, {
    description: 'Opens the clinical record of a client whom you do not treat, for an hour. The management is told.',
  })
  async breakGlass(
    @CurrentActor() actor: StaffActor,
    @Args('input') { clientId, reason }: BreakGlassInput,
  ): Promise<BreakGlassPayload> {
    return BreakGlassPayload.of(
      await this.breakGlassUseCase.execute(actor, { clientId: clientId.toLowerCase(), reason }),
    );
  }

  @Allow(MANAGEMENT)
  @Query(() => GlassBreakConnection, {
    description: 'Who has opened whose clinical record, and why; the latest first.',
  })
  async glassBreaks(
    @Context() { reads }: GraphqlContext,
    @Args() { clientId = null, first, after }: GlassBreaksArgs,
  ): Promise<Connection<GlassBreak>> {
    const query = { clientId, after: idAfter(after), limit: first + 1 };
    const rows = await reads.run((tx) => this.readGlassBreaks.execute(tx, query));
    return toConnection(
      rows,
      first,
      ({ row, reason }) => toGlassBreak(row, reason),
      ({ row }) => [row.id],
    );
  }
}
