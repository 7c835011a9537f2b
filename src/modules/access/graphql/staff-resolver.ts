import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import {
  Allow,
  CurrentActor,
  defineLoader,
  idAfter,
  MANAGEMENT,
  nameAfter,
  PageArgs,
  toConnection,
  VersionConflict,
  WithoutKey,
} from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { ChangeStaffRole } from '../change-staff-role.js';
import { EndMembership } from '../end-membership.js';
import { InviteStaff } from '../invite-staff.js';
import { RevokeInvitation } from '../revoke-invitation.js';
import { openInvitations } from '../storage/invitations.js';
import { staffPage } from '../storage/members.js';
import { membersWithFactor } from '../storage/second-factors.js';
import { toRefusal } from './refusals.js';
import {
  ChangeStaffRoleInput,
  ChangeStaffRoleResult,
  EndMembershipResult,
  Invitation,
  InvitationConnection,
  InviteStaffInput,
  InviteStaffPayload,
  InviteStaffResult,
  RevokeInvitationPayload,
  RevokeInvitationResult,
  StaffArgs,
  StaffConnection,
  StaffMember,
  StaffMemberPayload,
  toInvitation,
  toStaffMember,
} from './staff-types.js';

const factorLoader = defineLoader(membersWithFactor);

@Resolver(() => StaffMember)
export class StaffResolver {
  constructor(
    private readonly inviteUseCase: InviteStaff,
    private readonly revokeUseCase: RevokeInvitation,
    private readonly changeRoleUseCase: ChangeStaffRole,
    private readonly endUseCase: EndMembership,
  ) {}

  @Allow(MANAGEMENT)
  @Query(() => StaffConnection, { description: 'The staff of the practice, by name.' })
  async staff(
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, includeEnded }: StaffArgs,
  ): Promise<Connection<StaffMember>> {
    const position = nameAfter(after);
    const rows = await reads.run((tx) => staffPage(tx, { first, after: position, includeEnded }));
    return toConnection(rows, first, toStaffMember, ({ name, id }) => [name, id]);
  }

  @ResolveField(() => Boolean, { description: 'Whether a code is asked for when they sign in.' })
  async hasSecondFactor(@Parent() { id }: StaffMember, @Context() context: GraphqlContext): Promise<boolean> {
    return (await factorLoader(context).load(id)) ?? false;
  }

  @Allow(MANAGEMENT)
  @Query(() => InvitationConnection, { description: 'Open invitations, the latest first; expired ones too.' })
  async invitations(
    @Context() { reads }: GraphqlContext,
    @Args() { first, after }: PageArgs,
  ): Promise<Connection<Invitation>> {
    const position = idAfter(after);
    const rows = await reads.run((tx) => openInvitations(tx, { first, after: position }));
    return toConnection(rows, first, toInvitation, ({ id }) => [id]);
  }

  @Allow(MANAGEMENT)
  @WithoutKey('The token is shown once and kept nowhere.')
  @Mutation(() => InviteStaffResult)
  async inviteStaff(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: InviteStaffInput,
  ): Promise<typeof InviteStaffResult> {
    const outcome = await this.inviteUseCase.execute(actor, input);
    return outcome.ok ? InviteStaffPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => RevokeInvitationResult)
  async revokeInvitation(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<typeof RevokeInvitationResult> {
    const outcome = await this.revokeUseCase.execute(actor, id);
    return outcome.ok ? RevokeInvitationPayload.of(outcome.value) : toRefusal(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => ChangeStaffRoleResult, { description: 'Gives a member another role, which counts at once.' })
  async changeStaffRole(
    @CurrentActor() actor: StaffActor,
    @Args('input') input: ChangeStaffRoleInput,
  ): Promise<typeof ChangeStaffRoleResult> {
    const outcome = await this.changeRoleUseCase.execute(actor, input);
    if (outcome.ok) return StaffMemberPayload.of(outcome.value);
    const { refusal } = outcome;
    return refusal.kind === 'stale_version' ? VersionConflict.of(refusal) : toRefusal(refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EndMembershipResult, { description: 'A member leaves, and is signed out everywhere at once.' })
  async endMembership(
    @CurrentActor() actor: StaffActor,
    @Args('membershipId', { type: () => ID }) membershipId: string,
  ): Promise<typeof EndMembershipResult> {
    const outcome = await this.endUseCase.execute(actor, membershipId);
    if (outcome.ok) return StaffMemberPayload.of(outcome.value);
    const { refusal } = outcome;
    return refusal.kind === 'stale_version' ? VersionConflict.of(refusal) : toRefusal(refusal);
  }
}
