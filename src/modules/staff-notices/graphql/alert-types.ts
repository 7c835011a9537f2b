import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsBoolean, IsOptional, IsUUID, Length, ValidateNested } from 'class-validator';
import { Allow, connectionOf, MANAGEMENT, PageArgs, STAFF, Trimmed } from '../../../platform/graphql/index.js';
import type { Alert as AlertRow } from '../storage/alerts.js';
import type { OnCallMember as OnCallRow } from '../storage/on-call.js';

@Allow(STAFF)
@ObjectType({
  description: 'Something that nobody may sleep through. What it is about stands in the tasks of the same subject.',
})
export class Alert {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clinicId: string;

  @Field()
  raisedAt: Date;

  @Field(() => Date, { nullable: true, description: 'Null while the next person will still be called.' })
  acknowledgedAt: Date | null;

  readonly acknowledgedById: string | null;
}

export function toAlert({ id, clinicId, raisedAt, acknowledgedAt, acknowledgedBy }: AlertRow): Alert {
  return Object.assign(new Alert(), { id, clinicId, raisedAt, acknowledgedAt, acknowledgedById: acknowledgedBy });
}

export const AlertConnection = connectionOf(Alert, 'Alert');

@Allow(STAFF)
@ObjectType()
export class AlertPayload {
  @Field(() => Alert)
  alert: Alert;

  static of(row: AlertRow): AlertPayload {
    return Object.assign(new AlertPayload(), { alert: toAlert(row) });
  }
}

@ArgsType()
export class AlertsArgs extends PageArgs {
  @Field({ defaultValue: false, description: 'Those that were taken, instead of those that stand.' })
  @IsBoolean()
  acknowledged: boolean = false;
}

@Allow(MANAGEMENT)
@ObjectType({ description: 'Somebody who is called when an alert is raised at a clinic.' })
export class OnCallMember {
  @Field(() => ID)
  membershipId: string;

  @Field()
  name: string;

  @Field(() => String, { nullable: true, description: 'E.164; null: by e-mail alone.' })
  phone: string | null;

  static of({ membershipId, name, phoneKey }: OnCallRow): OnCallMember {
    return Object.assign(new OnCallMember(), { membershipId, name, phone: phoneKey && `+${phoneKey}` });
  }
}

@Allow(MANAGEMENT)
@ObjectType()
export class OnCallPayload {
  @Field(() => [OnCallMember])
  onCall: OnCallMember[];

  static of(rows: readonly OnCallRow[]): OnCallPayload {
    return Object.assign(new OnCallPayload(), { onCall: rows.map((row) => OnCallMember.of(row)) });
  }
}

@InputType()
export class OnCallMemberInput {
  @Field(() => ID)
  @IsUUID()
  membershipId: string;

  @Field(() => String, {
    nullable: true,
    description: "In any formatting; without a country code, in the practice's country.",
  })
  @IsOptional()
  @Trimmed()
  @Length(3, 40)
  phone?: string | null;
}

@InputType()
export class SetOnCallInput {
  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field(() => [OnCallMemberInput], {
    description: 'The first to be called first, the next 15 minutes later; after them the management.',
  })
  @ArrayMaxSize(10)
  @ArrayUnique(({ membershipId }: OnCallMemberInput) => membershipId)
  @ValidateNested({ each: true })
  @Type(() => OnCallMemberInput)
  members: OnCallMemberInput[];
}
