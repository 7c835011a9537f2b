import { Args, Context, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, ANYONE, CurrentActor, MANAGEMENT, STAFF, WithoutKey } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { BeginTotpEnrolment } from '../begin-totp-enrolment.js';
import { CompleteSignIn } from '../complete-sign-in.js';
import { ConfirmTotpEnrolment } from '../confirm-totp-enrolment.js';
import { RegenerateRecoveryCodes } from '../regenerate-recovery-codes.js';
import { RemoveTotp } from '../remove-totp.js';
import { ResetSecondFactor } from '../reset-second-factor.js';
import { toRefusal } from './refusals.js';
import {
  BeginTotpEnrolmentInput,
  BeginTotpEnrolmentResult,
  CompleteSignInInput,
  CompleteSignInResult,
  ConfirmTotpEnrolmentInput,
  ConfirmTotpEnrolmentResult,
  RecoveryCodes,
  RegenerateRecoveryCodesInput,
  RegenerateRecoveryCodesResult,
  RemoveTotpInput,
  RemoveTotpPayload,
  RemoveTotpResult,
  ResetSecondFactorPayload,
  ResetSecondFactorResult,
  TotpEnrolment,
} from './second-factor-types.js';
import { SignInPayload } from './session-types.js';

@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly beginUseCase: BeginTotpEnrolment,
    private readonly confirmUseCase: ConfirmTotpEnrolment,
    private readonly regenerateUseCase: RegenerateRecoveryCodes,
    private readonly removeUseCase: RemoveTotp,
    private readonly resetUseCase: ResetSecondFactor,
    private readonly completeUseCase: CompleteSignIn,
  ) {}

  @Allow(ANYONE)
  @WithoutKey('A challenge and a code serve once.')
  @Mutation(() => CompleteSignInResult, { description: 'Signs in whom `signIn` asked for a second factor.' })
  async completeSignIn(
    @Context() { origin, browser }: GraphqlContext,
    @Args('input') input: CompleteSignInInput,
  ): Promise<typeof CompleteSignInResult> {
    const outcome = await this.completeUseCase.execute(input, origin);
    return outcome.ok ? SignInPayload.of(outcome.value, browser) : toRefusal(outcome.refusal);
  }

  @Allow(STAFF)
  @WithoutKey('The secret is shown once.')
  @Mutation(() => BeginTotpEnrolmentResult, {
    description: 'A secret for your authenticator app. Nothing changes until it is confirmed.',
  })
  async beginTotpEnrolment(
    @CurrentActor() actor: StaffActor,
    @Context() { origin }: GraphqlContext,
    @Args('input') { password }: BeginTotpEnrolmentInput,
  ): Promise<typeof BeginTotpEnrolmentResult> {
    const outcome = await this.beginUseCase.execute(actor, password, origin);
    return outcome.ok ? TotpEnrolment.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(STAFF)
  @WithoutKey('The recovery codes are shown once.')
  @Mutation(() => ConfirmTotpEnrolmentResult, {
    description: 'Turns your second factor on, and ends your other sessions.',
  })
  async confirmTotpEnrolment(
    @CurrentActor() actor: StaffActor,
    @Context() { origin }: GraphqlContext,
    @Args('input') { code }: ConfirmTotpEnrolmentInput,
  ): Promise<typeof ConfirmTotpEnrolmentResult> {
    const outcome = await this.confirmUseCase.execute(actor, code, origin);
    if (!outcome.ok) return toRefusal(outcome.refusal);
    return RecoveryCodes.of(outcome.value.recoveryCodes, outcome.value.endedSessions);
  }

  @Allow(STAFF)
  @WithoutKey('The recovery codes are shown once.')
  @Mutation(() => RegenerateRecoveryCodesResult, { description: 'New recovery codes; all earlier ones end.' })
  async regenerateRecoveryCodes(
    @CurrentActor() actor: StaffActor,
    @Context() { origin }: GraphqlContext,
    @Args('input') { code }: RegenerateRecoveryCodesInput,
  ): Promise<typeof RegenerateRecoveryCodesResult> {
    const outcome = await this.regenerateUseCase.execute(actor, code, origin);
    return outcome.ok ? RecoveryCodes.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(STAFF)
  @WithoutKey('A code serves once.')
  @Mutation(() => RemoveTotpResult, { description: 'Turns your second factor off.' })
  async removeTotp(
    @CurrentActor() actor: StaffActor,
    @Context() { origin }: GraphqlContext,
    @Args('input') input: RemoveTotpInput,
  ): Promise<typeof RemoveTotpResult> {
    const outcome = await this.removeUseCase.execute(actor, input, origin);
    return outcome.ok ? RemoveTotpPayload.of() : toRefusal(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @WithoutKey('A repetition finds it gone.')
  @Mutation(() => ResetSecondFactorResult, {
    description: 'For a member who has lost it: turns theirs off, and ends all their sessions.',
  })
  async resetSecondFactor(
    @CurrentActor() actor: StaffActor,
    @Args('membershipId', { type: () => ID }) membershipId: string,
  ): Promise<typeof ResetSecondFactorResult> {
    const outcome = await this.resetUseCase.execute(actor, membershipId);
    return outcome.ok ? ResetSecondFactorPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }
}
