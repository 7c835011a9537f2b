import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, ANYONE, CurrentActor, MANAGEMENT, STAFF, WithoutKey } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { ChangePassword } from '../change-password.js';
import { IssuePasswordReset } from '../issue-password-reset.js';
import { ResetPassword } from '../reset-password.js';
import {
  ChangePasswordInput,
  ChangePasswordResult,
  IssuePasswordResetPayload,
  IssuePasswordResetResult,
  PasswordPayload,
  ResetPasswordInput,
  ResetPasswordResult,
} from './password-types.js';
import { toRefusal } from './refusals.js';

@Resolver()
export class PasswordsResolver {
  constructor(
    private readonly changeUseCase: ChangePassword,
    private readonly issueResetUseCase: IssuePasswordReset,
    private readonly resetUseCase: ResetPassword,
  ) {}

  @Allow(STAFF)
  @WithoutKey('A repetition finds the password changed.')
  @Mutation(() => ChangePasswordResult, { description: 'Sets your own password, and ends your other sessions.' })
  async changePassword(
    @CurrentActor() actor: StaffActor,
    @Context() { origin }: GraphqlContext,
    @Args('input') input: ChangePasswordInput,
  ): Promise<typeof ChangePasswordResult> {
    const outcome = await this.changeUseCase.execute(actor, input, origin);
    return outcome.ok ? PasswordPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @WithoutKey('The token is shown once and kept nowhere.')
  @Mutation(() => IssuePasswordResetResult, { description: 'For a member who has forgotten their password.' })
  async issuePasswordReset(
    @CurrentActor() actor: StaffActor,
    @Args('membershipId', { type: () => ID }) membershipId: string,
  ): Promise<typeof IssuePasswordResetResult> {
    const outcome = await this.issueResetUseCase.execute(actor, membershipId);
    return outcome.ok ? IssuePasswordResetPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(ANYONE)
  @WithoutKey('The token serves once.')
  @Mutation(() => ResetPasswordResult, { description: 'Sets a password by a reset token, and ends all sessions.' })
  async resetPassword(@Args('input') { token, newPassword }: ResetPasswordInput): Promise<typeof ResetPasswordResult> {
    const outcome = await this.resetUseCase.execute(token, newPassword);
    return outcome.ok ? PasswordPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }
}
