import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, ANYONE, WithoutKey } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AcceptInvitation } from '../accept-invitation.js';
import { RegisterPractice } from '../register-practice.js';
import {
  AcceptInvitationInput,
  AcceptInvitationResult,
  RegisterPracticeInput,
  RegisterPracticeResult,
} from './joining-types.js';
import { toRefusal } from './refusals.js';
import { toAdmission } from './session-types.js';

@Resolver()
export class JoiningResolver {
  constructor(
    private readonly registerUseCase: RegisterPractice,
    private readonly acceptUseCase: AcceptInvitation,
  ) {}

  @Allow(ANYONE)
  @WithoutKey('Nobody is signed in yet.')
  @Mutation(() => RegisterPracticeResult, { description: 'Makes a practice and signs its first owner in.' })
  async registerPractice(
    @Context() { origin, browser }: GraphqlContext,
    @Args('input') input: RegisterPracticeInput,
  ): Promise<typeof RegisterPracticeResult> {
    const outcome = await this.registerUseCase.execute(input, origin);
    return outcome.ok ? toAdmission(outcome.value, browser) : toRefusal(outcome.refusal);
  }

  @Allow(ANYONE)
  @WithoutKey('The invitation can be accepted once.')
  @Mutation(() => AcceptInvitationResult, { description: 'Joins a practice by an invitation, and signs in.' })
  async acceptInvitation(
    @Context() { origin, browser }: GraphqlContext,
    @Args('input') input: AcceptInvitationInput,
  ): Promise<typeof AcceptInvitationResult> {
    const outcome = await this.acceptUseCase.execute(input, origin);
    return outcome.ok ? toAdmission(outcome.value, browser) : toRefusal(outcome.refusal);
  }
}
