import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, ANYONE, CurrentActor, STAFF, WithoutKey } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { EndOwnSessions } from '../end-own-sessions.js';
import { RefreshSession } from '../refresh-session.js';
import { SignIn } from '../sign-in.js';
import { liveMember } from '../storage/members.js';
import { factorStatusOf } from '../storage/second-factors.js';
import { sessionsOf } from '../storage/sessions.js';
import { toRefusal } from './refusals.js';
import {
  ChoosePractice,
  EndSessionsPayload,
  Me,
  RefreshSessionResult,
  Session,
  SignInInput,
  SignInPayload,
  SignInResult,
  toAdmission,
  toSession,
} from './session-types.js';

@Resolver()
export class SessionsResolver {
  constructor(
    private readonly signInUseCase: SignIn,
    private readonly refreshUseCase: RefreshSession,
    private readonly endUseCase: EndOwnSessions,
  ) {}

  @Allow(ANYONE)
  @WithoutKey('Every sign-in is a session of its own.')
  @Mutation(() => SignInResult)
  async signIn(
    @Context() { origin, browser }: GraphqlContext,
    @Args('input') input: SignInInput,
  ): Promise<typeof SignInResult> {
    const outcome = await this.signInUseCase.execute(input, origin);
    if (!outcome.ok) return toRefusal(outcome.refusal);
    return 'choices' in outcome.value ? ChoosePractice.of(outcome.value.choices) : toAdmission(outcome.value, browser);
  }

  @Allow(ANYONE)
  @WithoutKey('A refresh token serves once.')
  @Mutation(() => RefreshSessionResult)
  async refreshSession(
    @Context() { origin, browser }: GraphqlContext,
    @Args('refreshToken', { type: () => String, nullable: true, description: 'None with `x-session: cookie`.' })
    refreshToken: string | null,
  ): Promise<typeof RefreshSessionResult> {
    const presented = browser ? browser.refreshToken : refreshToken;
    const outcome = await this.refreshUseCase.execute(presented ?? undefined, origin);
    return outcome.ok ? SignInPayload.of(outcome.value, browser) : toRefusal(outcome.refusal);
  }

  @Allow(STAFF)
  @WithoutKey('A repetition ends nothing more.')
  @Mutation(() => EndSessionsPayload, { description: 'Ends the session that asks.' })
  async signOut(
    @CurrentActor() actor: StaffActor,
    @Context() { browser }: GraphqlContext,
  ): Promise<EndSessionsPayload> {
    await this.endUseCase.one(actor, actor.sessionId);
    browser?.forget();
    return EndSessionsPayload.of(1);
  }

  @Allow(STAFF)
  @WithoutKey('A repetition ends nothing more.')
  @Mutation(() => EndSessionsPayload, { description: 'Ends a session of your own.' })
  async endSession(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<EndSessionsPayload> {
    await this.endUseCase.one(actor, id);
    return EndSessionsPayload.of(1);
  }

  @Allow(STAFF)
  @WithoutKey('A repetition ends nothing more.')
  @Mutation(() => EndSessionsPayload, { description: 'Ends all your sessions but the one that asks.' })
  async endAllOtherSessions(@CurrentActor() actor: StaffActor): Promise<EndSessionsPayload> {
    return EndSessionsPayload.of(await this.endUseCase.others(actor));
  }

  @Allow(STAFF)
  @Query(() => Me)
  async me(@CurrentActor() actor: StaffActor, @Context() { reads }: GraphqlContext): Promise<Me> {
    return reads.run(async (tx) => {
      const [member, factor] = await Promise.all([
        liveMember(tx, actor.membershipId),
        factorStatusOf(tx, actor.userId),
      ]);
      return Me.of(actor, member, factor);
    });
  }

  @Allow(STAFF)
  @Query(() => [Session], { description: 'Your own sessions in all practices, the latest used first.' })
  async sessions(@CurrentActor() actor: StaffActor, @Context() { reads }: GraphqlContext): Promise<Session[]> {
    const own = await reads.run((tx) => sessionsOf(tx, actor.userId));
    return own.map((session) => toSession(session, actor));
  }
}
