import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, MANAGEMENT } from '../../../platform/graphql/index.js';
import { MergeClients } from '../merge-clients.js';
import { UndoMerge } from '../undo-merge.js';
import { MergeClientsInput } from './client-inputs.js';
import { ClientPayload, MergeClientsResult, NotMerged, toMergeRefusal, UndoMergeResult } from './client-results.js';

@Resolver()
export class MergesResolver {
  constructor(
    private readonly mergeClientsUseCase: MergeClients,
    private readonly undoMergeUseCase: UndoMerge,
  ) {}

  @Allow(MANAGEMENT)
  @Mutation(() => MergeClientsResult, { description: 'Answers the client that stands for both from now on.' })
  async mergeClients(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: MergeClientsInput,
  ): Promise<typeof MergeClientsResult> {
    const outcome = await this.mergeClientsUseCase.execute(actor, input);
    return outcome.ok ? ClientPayload.of(outcome.value) : toMergeRefusal(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => UndoMergeResult, { description: 'Answers the client that was merged, and stands for itself again.' })
  async undoMerge(
    @CurrentActor() actor: StaffActor,
    @Args('sourceId', { type: () => ID }) sourceId: string,
  ): Promise<typeof UndoMergeResult> {
    const outcome = await this.undoMergeUseCase.execute(actor, sourceId);
    return outcome.ok ? ClientPayload.of(outcome.value) : NotMerged.of();
  }
}
