import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { EditPractice } from '../edit-practice.js';
import { practiceLoader } from './loaders.js';
import { EditPracticeInput, EditPracticeResult, Practice, PracticePayload, toPractice } from './practice-types.js';
import { TechniqueGuide, techniqueGuides } from './technique-types.js';

@Resolver()
export class PracticeResolver {
  constructor(private readonly editPracticeUseCase: EditPractice) {}

  @Allow(STAFF)
  @Query(() => Practice, { description: 'The practice that one is signed in to.' })
  async practice(@CurrentActor() actor: StaffActor, @Context() context: GraphqlContext): Promise<Practice> {
    return toPractice((await practiceLoader(context).load(actor.practiceId))!);
  }

  @Allow(STAFF)
  @Query(() => [TechniqueGuide], { description: 'What each technique is like and needs.' })
  techniques(): TechniqueGuide[] {
    return techniqueGuides();
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditPracticeResult)
  async editPractice(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: EditPracticeInput,
  ): Promise<typeof EditPracticeResult> {
    const { version, ...changes } = input;
    const outcome = await this.editPracticeUseCase.execute(actor, { version, changes });
    return outcome.ok ? PracticePayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
