import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { CancelReason } from './appointment-types.js';
import { OverrideInput } from './booking-rule.js';

@InputType({ description: 'The visit that is wanted.' })
export class SlotInput {
  @Field(() => ID)
  @IsUUID()
  clinicId: string;

  @Field(() => ID)
  @IsUUID()
  serviceId: string;

  @Field()
  @IsDate()
  startsAt: Date;

  @Field(() => ID, { nullable: true, description: 'Left out: whoever is free and fits best.' })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Left out: any room that is free and fits.' })
  @IsOptional()
  @IsUUID()
  roomId?: string | null;

  @Field(() => OverrideInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => OverrideInput)
  override?: OverrideInput | null;
}

@InputType()
export class HoldSlotInput {
  @Field(() => SlotInput)
  @ValidateNested()
  @Type(() => SlotInput)
  slot: SlotInput;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;
}

@InputType({ description: 'Either a hold to turn into a booking, or the slot itself.' })
export class BookAppointmentInput {
  @Field(() => ID)
  @IsUUID()
  clientId: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  holdId?: string | null;

  @Field(() => SlotInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SlotInput)
  slot?: SlotInput | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class RescheduleAppointmentInput {
  @Field(() => ID)
  @IsUUID()
  id: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @IsInt()
  version: number;

  @Field(() => Date, { nullable: true })
  @IsOptional()
  @IsDate()
  startsAt?: Date | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  therapistId?: string | null;

  @Field({ defaultValue: false, description: 'Whoever is free and fits best, instead of the present therapist.' })
  anyTherapist: boolean = false;

  @Field(() => ID, { nullable: true, description: 'Left out: the present room where it is free, else one that fits.' })
  @IsOptional()
  @IsUUID()
  roomId?: string | null;

  @Field(() => OverrideInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => OverrideInput)
  override?: OverrideInput | null;
}

@InputType()
export class RescheduleAppointmentsInput {
  @Field(() => [RescheduleAppointmentInput], {
    description: '1 to 100 moves, each by itself: one that fails stops no other.',
  })
  @ValidateNested({ each: true })
  @Type(() => RescheduleAppointmentInput)
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  moves: RescheduleAppointmentInput[];
}

@InputType()
export class CancelAppointmentInput {
  @Field(() => ID)
  @IsUUID()
  id: string;

  @Field(() => CancelReason)
  @IsEnum(CancelReason)
  reason: CancelReason;

  @Field(() => String, { nullable: true, description: 'For the desk; nothing about health.' })
  @IsOptional()
  @MaxLength(500)
  note?: string | null;
}
