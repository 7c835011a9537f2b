import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, DESK, WithoutKey } from '../../../platform/graphql/index.js';
import { IssueIntakeLink } from '../issue-intake-link.js';
import { IssueIntakeLinkInput, IssueIntakeLinkPayload } from './intake-link-types.js';

@Resolver()
export class IntakeLinksResolver {
  constructor(private readonly issueUseCase: IssueIntakeLink) {}

  @Allow(DESK)
  @WithoutKey('The URL is shown once and its token is kept nowhere.')
  @Mutation(() => IssueIntakeLinkPayload, {
    description: 'Makes a link by which the client fills in the intake form on their phone, without an account.',
  })
  async issueIntakeLink(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: IssueIntakeLinkInput,
  ): Promise<IssueIntakeLinkPayload> {
    return IssueIntakeLinkPayload.of(await this.issueUseCase.execute(actor, input));
  }
}
