import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, decodeCursor, STAFF, toConnection } from '../../../platform/graphql/index.js';
import type { Connection, GraphqlContext } from '../../../platform/graphql/index.js';
import { clinicLoader, ClinicType, roomLoader, RoomType, toClinic, toRoom } from '../../practices/index.js';
import { slotKey, slotsAfter } from '../../scheduling/domain/index.js';
import type { SlotKey } from '../../scheduling/domain/index.js';
import { therapistLoader, TherapistType, toTherapist } from '../../therapists/index.js';
import { FindOpenSlots } from '../find-open-slots.js';
import { OpenSlot, OpenSlotConnection, OpenSlotsArgs, SlotTherapist, toOpenSlot } from './slot-types.js';

@Resolver(() => OpenSlot)
export class SlotsResolver {
  constructor(private readonly findOpenSlots: FindOpenSlots) {}

  @Allow(STAFF)
  @Query(() => OpenSlotConnection, {
    description: 'Starts that can be booked for a service, in an order that says why.',
  })
  async openSlots(
    @Context() { reads }: GraphqlContext,
    @Args() { first, after, order, ...question }: OpenSlotsArgs,
  ): Promise<Connection<OpenSlot>> {
    const asked = {
      ...{ ...question, order },
      therapistIds: question.therapistIds ?? null,
      clientId: question.clientId ?? null,
      condition: question.condition ?? null,
    };
    const slots = await reads.run((tx) => this.findOpenSlots.execute(tx, asked));
    const rest = after ? slotsAfter(slots, order, keyOf(after)) : slots;
    return toConnection(rest.slice(0, first + 1), first, toOpenSlot, (slot) => {
      const { localDate, score, start, clinicId } = slotKey(slot);
      return [localDate, score, start, clinicId];
    });
  }

  @ResolveField(() => ClinicType)
  async clinic(@Parent() slot: OpenSlot, @Context() context: GraphqlContext): Promise<ClinicType> {
    return toClinic((await clinicLoader(context).load(slot.clinicId))!);
  }

  @ResolveField(() => [RoomType], { description: 'Free for the slot, each with any of its therapists.' })
  async rooms(@Parent() slot: OpenSlot, @Context() context: GraphqlContext): Promise<RoomType[]> {
    const rooms = await Promise.all(slot.roomIds.map((id) => roomLoader(context).load(id)));
    return rooms.map((room) => toRoom(room!));
  }
}

@Resolver(() => SlotTherapist)
export class SlotTherapistResolver {
  @ResolveField(() => TherapistType)
  async therapist(
    @Parent() { therapistId }: SlotTherapist,
    @Context() context: GraphqlContext,
  ): Promise<TherapistType> {
    return toTherapist((await therapistLoader(context).load(therapistId))!);
  }
}

function keyOf(cursor: string): SlotKey {
  const [localDate, score, start, clinicId] = decodeCursor(cursor, 4);
  return { localDate: String(localDate), score: Number(score), start: Number(start), clinicId: String(clinicId) };
}
