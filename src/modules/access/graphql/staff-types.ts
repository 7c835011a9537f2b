import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import type { Role } from '../../../kernel/index.js';
import {
  Allow,
  connectionOf,
  MANAGEMENT,
  PageArgs,
  resultUnion,
  VersionConflict,
} from '../../../platform/graphql/index.js';
import type { Invitation as InvitationRow } from '../storage/invitation.entity.js';
import type { Membership } from '../storage/membership.entity.js';
import { EmailField, NameField, StaffRole } from './fields.js';
import { AlreadyInvited, AlreadyMember, LastOwner, OwnersOnly, TherapistHasLogin } from './refusals.js';

@Allow(MANAGEMENT)
@ObjectType({ description: 'A member of staff of the practice.' })
export class StaffMember {
  @Field(() => ID, { description: 'Of the membership.' })
  id: string;

  @Field()
  name: string;

  @Field()
  email: string;

  @Field(() => StaffRole)
  role: Role;

  @Field({ description: 'False once they have left.' })
  active: boolean;

  @Field(() => Date)
  joinedAt: Date;

  @Field(() => Date, { nullable: true })
  endedAt: Date | null;

  @Field(() => Int)
  version: number;
}

export function toStaffMember({ id, name, email, role, createdAt, endedAt, version }: Membership): StaffMember {
  const active = endedAt === null;
  return Object.assign(new StaffMember(), { id, name, email, role, active, joinedAt: createdAt, endedAt, version });
}

export const StaffConnection = connectionOf(StaffMember, 'Staff');

@ArgsType()
export class StaffArgs extends PageArgs {
  @Field({ defaultValue: false, description: 'Also those who have left.' })
  @IsBoolean()
  includeEnded: boolean = false;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'An invitation that has been neither accepted nor revoked.' })
export class Invitation {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field()
  email: string;

  @Field(() => StaffRole)
  role: Role;

  @Field(() => ID, { nullable: true, description: 'Who they will treat clients as.' })
  therapistId: string | null;

  @Field(() => Date)
  createdAt: Date;

  @Field(() => Date)
  expiresAt: Date;
}

export function toInvitation(row: InvitationRow): Invitation {
  const { id, name, email, role, therapistId, createdAt, expiresAt } = row;
  return Object.assign(new Invitation(), { id, name, email, role, therapistId, createdAt, expiresAt });
}

export const InvitationConnection = connectionOf(Invitation, 'Invitation');

@InputType()
export class InviteStaffInput {
  @NameField()
  name: string;

  @EmailField()
  email: string;

  @Field(() => StaffRole)
  @IsEnum(StaffRole)
  role: Role;

  @Field(() => ID, { nullable: true, description: 'The therapist of the practice that they treat clients as.' })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;
}

@Allow(MANAGEMENT)
@ObjectType()
export class InviteStaffPayload {
  @Field(() => Invitation)
  invitation: Invitation;

  @Field({ description: 'Shown this once. Hand it to the person; it serves once, until the invitation expires.' })
  token: string;

  static of({ invitation, token }: { invitation: InvitationRow; token: string }): InviteStaffPayload {
    return Object.assign(new InviteStaffPayload(), { invitation: toInvitation(invitation), token });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class RevokeInvitationPayload {
  @Field(() => Invitation)
  invitation: Invitation;

  static of(row: InvitationRow): RevokeInvitationPayload {
    return Object.assign(new RevokeInvitationPayload(), { invitation: toInvitation(row) });
  }
}

@InputType()
export class ChangeStaffRoleInput {
  @Field(() => ID)
  @IsUUID()
  membershipId: string;

  @Field(() => Int, { description: 'As it was read.' })
  @IsInt()
  @Min(1)
  version: number;

  @Field(() => StaffRole)
  @IsEnum(StaffRole)
  role: Role;
}

@Allow(MANAGEMENT)
@ObjectType()
export class StaffMemberPayload {
  @Field(() => StaffMember)
  member: StaffMember;

  static of(row: Membership): StaffMemberPayload {
    return Object.assign(new StaffMemberPayload(), { member: toStaffMember(row) });
  }
}

export const InviteStaffResult = resultUnion('InviteStaffResult', [
  InviteStaffPayload,
  OwnersOnly,
  AlreadyMember,
  AlreadyInvited,
  TherapistHasLogin,
]);
export const RevokeInvitationResult = resultUnion('RevokeInvitationResult', [RevokeInvitationPayload, OwnersOnly]);
export const ChangeStaffRoleResult = resultUnion('ChangeStaffRoleResult', [
  StaffMemberPayload,
  OwnersOnly,
  LastOwner,
  VersionConflict,
]);
export const EndMembershipResult = resultUnion('EndMembershipResult', [
  StaffMemberPayload,
  OwnersOnly,
  LastOwner,
  VersionConflict,
]);
