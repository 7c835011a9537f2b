import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AddRoom } from '../add-room.js';
import { EditRoom } from '../edit-room.js';
import { roomsOfClinic } from '../storage/rooms.js';
import { AddRoomInput, EditRoomInput, EditRoomResult, Room, RoomPayload, toRoom } from './room-types.js';

@Resolver()
export class RoomsResolver {
  constructor(
    private readonly addRoomUseCase: AddRoom,
    private readonly editRoomUseCase: EditRoom,
  ) {}

  @Allow(STAFF)
  @Query(() => [Room], { description: 'The rooms of a clinic, by name, without archived ones.' })
  async rooms(
    @Context() { reads }: GraphqlContext,
    @Args('clinicId', { type: () => ID }) clinicId: string,
  ): Promise<Room[]> {
    return (await reads.run((tx) => roomsOfClinic(tx, clinicId))).map(toRoom);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => RoomPayload)
  async addRoom(@CurrentActor() actor: StaffActor, @Args('input') input: AddRoomInput): Promise<RoomPayload> {
    return RoomPayload.of(await this.addRoomUseCase.execute(actor, input));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditRoomResult)
  async editRoom(@CurrentActor() actor: StaffActor, @Args('input') input: EditRoomInput): Promise<typeof EditRoomResult> {
    const { id, version, ...changes } = input;
    const outcome = await this.editRoomUseCase.execute(actor, { id, version, changes });
    return outcome.ok ? RoomPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
