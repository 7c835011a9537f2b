import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { Allow, connectionOf, PageArgs, resultUnion, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import { kindShown } from '../domain/follow-up-kinds.js';
import type { FollowUp as FollowUpRow } from '../storage/follow-ups.js';

export enum FollowUpKind {
  SCREENING_WORSENED = 'screening_worsened',
  CLEARANCE_NEEDED = 'clearance_needed',
  CLEARANCE_RELEASED = 'clearance_released',
  URGENT = 'emergency_answers',
  VISIT_DECISION_NEEDED = 'visit_decision_needed',
  GLASS_BROKEN = 'glass_broken',
  ADVERSE_EVENT = 'adverse_event',
  PLAN_REVIEW = 'plan_review',
  SORENESS_EMERGENCY = 'soreness_emergency',
  SORENESS_REFER = 'soreness_refer',
  SORENESS_FOLLOW_UP = 'soreness_follow_up',
  SORENESS_WATCH = 'soreness_watch',
  SMS_NO = 'sms_no',
  SMS_CANCEL = 'sms_cancel',
  SMS_REPLY = 'sms_reply',
}
registerEnumType(FollowUpKind, { name: 'FollowUpKind', description: 'What there is to do.' });

export enum FollowUpAudience {
  THERAPIST = 'therapist',
  DESK = 'desk',
  MANAGEMENT = 'management',
}
registerEnumType(FollowUpAudience, { name: 'FollowUpAudience', description: 'Whose task it is.' });

@Allow(STAFF)
@ObjectType({ description: 'A task for a person. It points at records and says nothing of what stands in them.' })
export class FollowUp {
  @Field(() => ID)
  id: string;

  @Field(() => FollowUpKind)
  kind: FollowUpKind;

  @Field(() => FollowUpAudience)
  audience: FollowUpAudience;

  @Field(() => ID, { nullable: true })
  appointmentId: string | null;

  @Field()
  openedAt: Date;

  @Field()
  dueAt: Date;

  @Field(() => Date, { nullable: true, description: 'Null while it is open.' })
  doneAt: Date | null;

  @Field(() => Int)
  version: number;

  readonly clientId: string | null;
  readonly therapistId: string | null;
  readonly doneByMembershipId: string | null;
}

export function toFollowUp(row: FollowUpRow): FollowUp {
  const { id, appointmentId, openedAt, dueAt, doneAt, version, clientId, therapistId, doneBy } = row;
  return Object.assign(new FollowUp(), {
    ...{ id, appointmentId, openedAt, dueAt, doneAt, version, clientId, therapistId, doneByMembershipId: doneBy },
    kind: kindShown(row) as FollowUpKind,
    audience: row.audience as FollowUpAudience,
  });
}

export const FollowUpConnection = connectionOf(FollowUp, 'FollowUp');

@Allow(STAFF)
@ObjectType()
export class FollowUpPayload {
  @Field(() => FollowUp)
  followUp: FollowUp;

  static of(row: FollowUpRow): FollowUpPayload {
    return Object.assign(new FollowUpPayload(), { followUp: toFollowUp(row) });
  }
}

export const CompleteFollowUpResult = resultUnion('CompleteFollowUpResult', [FollowUpPayload, VersionConflict]);

@ArgsType()
export class FollowUpsArgs extends PageArgs {
  @Field({ defaultValue: false, description: 'Those that are done, instead of those that are open.' })
  @IsBoolean()
  done: boolean = false;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;
}
