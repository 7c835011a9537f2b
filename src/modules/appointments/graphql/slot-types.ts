import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsEnum, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Allow, connectionOf, LocalDate, PageArgs, STAFF } from '../../../platform/graphql/index.js';
import { Condition } from '../../therapists/index.js';
import type { Slot } from '../../scheduling/domain/index.js';

export enum SlotReason {
  PREFERRED_THERAPIST = 'preferred_therapist',
  EXPERIENCE_MATCH = 'experience_match',
  FEWER_GAPS = 'fewer_gaps',
}
registerEnumType(SlotReason, { name: 'SlotReason', description: 'Why a slot stands where it does, strongest first.' });

export enum SlotOrder {
  BEST_MATCH = 'best_match',
  EARLIEST = 'earliest',
}
registerEnumType(SlotOrder, {
  name: 'SlotOrder',
  description:
    'BEST_MATCH: by date, and within a date the best reasons first; a slot whose reasons change between two pages may come twice or not at all. EARLIEST: by start.',
});

@Allow(STAFF)
@ObjectType({ description: 'A therapist who is free for a slot, and what speaks for them.' })
export class SlotTherapist {
  @Field(() => ID)
  therapistId: string;

  @Field(() => [SlotReason])
  reasons: SlotReason[];
}

@Allow(STAFF)
@ObjectType({ description: 'A start that can be booked, with any of its therapists in any of its rooms.' })
export class OpenSlot {
  @Field()
  startsAt: Date;

  @Field()
  endsAt: Date;

  @Field(() => LocalDate, { description: 'In the calendar of the clinic.' })
  localDate: string;

  @Field(() => [SlotTherapist], { description: 'Best first.' })
  therapists: SlotTherapist[];

  @Field(() => ID)
  clinicId: string;

  @Field(() => [ID], { description: 'Free for the slot, each with any of its therapists.' })
  roomIds: readonly string[];
}

export function toOpenSlot({ clinicId, start, end, localDate, therapists, roomIds }: Slot): OpenSlot {
  return Object.assign(new OpenSlot(), {
    ...{ clinicId, roomIds, localDate, startsAt: new Date(start), endsAt: new Date(end) },
    therapists: therapists.map(({ therapistId, reasons }) =>
      Object.assign(new SlotTherapist(), { therapistId, reasons: reasons as readonly SlotReason[] }),
    ),
  });
}

export const OpenSlotConnection = connectionOf(OpenSlot, 'OpenSlot');

@ArgsType()
export class OpenSlotsArgs extends PageArgs {
  @Field(() => ID)
  @IsUUID()
  serviceId: string;

  @Field(() => [ID], { description: '1 to 20 clinics.' })
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  clinicIds: string[];

  @Field(() => LocalDate, { description: 'The first date, in each clinic’s own calendar.' })
  from: string;

  @Field(() => Int, { defaultValue: 7, description: '1 to 62 days.' })
  @IsInt()
  @Min(1)
  @Max(62)
  days: number = 7;

  @Field(() => [ID], { nullable: true, description: 'Only these therapists. Left out: all who are qualified.' })
  @IsOptional()
  @IsUUID(undefined, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  therapistIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Leaves out when this client has other visits; their preferred therapist comes first.',
  })
  @IsOptional()
  @IsUUID()
  clientId?: string | null;

  @Field(() => Condition, {
    nullable: true,
    description: 'Therapists with experience of it come first. It is not stored.',
  })
  @IsOptional()
  @IsEnum(Condition)
  condition?: Condition | null;

  @Field(() => SlotOrder, { defaultValue: SlotOrder.BEST_MATCH })
  @IsEnum(SlotOrder)
  order: SlotOrder = SlotOrder.BEST_MATCH;
}
