import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { StaffActor } from '../../../kernel/index.js';
import { findOne } from '../../../platform/database/index.js';
import { Allow, CurrentActor, MANAGEMENT, STAFF, VersionConflict } from '../../../platform/graphql/index.js';
import type { GraphqlContext } from '../../../platform/graphql/index.js';
import { AddRoom } from '../add-room.js';
import { ArchiveRoom } from '../archive-room.js';
import { EditRoom } from '../edit-room.js';
import { Room as RoomRow } from '../storage/room.entity.js';
import { roomsOfClinic } from '../storage/rooms.js';
import { Clinic, toClinic } from './clinic-types.js';
import { clinicLoader } from './loaders.js';
import { AddRoomInput, Room, RoomPayload, EditRoomInput, EditRoomResult, toRoom } from './room-types.js';

@Resolver(() => Room)
export class RoomsResolver {
  constructor(
    private readonly addRoomUseCase: AddRoom,
    private readonly editRoomUseCase: EditRoom,
    private readonly archiveRoomUseCase: ArchiveRoom,
  ) {}

  @Allow(STAFF)
  @Query(() => [Room], { description: 'The rooms of a clinic, by name.' })
  async rooms(
    @Context() { reads }: GraphqlContext,
    @Args('clinicId', { type: () => ID }) clinicId: string,
    @Args('includeArchived', { defaultValue: false }) includeArchived: boolean,
  ): Promise<Room[]> {
    return (await reads.run((tx) => roomsOfClinic(tx, clinicId, { includeArchived }))).map(toRoom);
  }

  @Allow(STAFF)
  @Query(() => Room)
  async room(@Context() { reads }: GraphqlContext, @Args('id', { type: () => ID }) id: string): Promise<Room> {
    return toRoom(await reads.run((tx) => findOne(tx, RoomRow, 'room', id)));
  }

  @ResolveField(() => Clinic)
  async clinic(@Parent() room: Room, @Context() context: GraphqlContext): Promise<Clinic> {
    return toClinic((await clinicLoader(context).load(room.clinicId))!);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => RoomPayload)
  async addRoom(@CurrentActor() actor: StaffActor, @Args('input') draft: AddRoomInput): Promise<RoomPayload> {
    return RoomPayload.of(await this.addRoomUseCase.execute(actor, draft));
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditRoomResult)
  async editRoom(
    @CurrentActor() actor: StaffActor,
    @Args('input') { id, version, ...changes }: EditRoomInput,
  ): Promise<typeof EditRoomResult> {
    const outcome = await this.editRoomUseCase.execute(actor, { id, version, changes });
    return outcome.ok ? RoomPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditRoomResult, { description: 'Ends bookings in the room; those that stand stay as they are.' })
  async archiveRoom(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditRoomResult> {
    const outcome = await this.archiveRoomUseCase.execute(actor, { id, version, archived: true });
    return outcome.ok ? RoomPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }

  @Allow(MANAGEMENT)
  @Mutation(() => EditRoomResult)
  async restoreRoom(
    @CurrentActor() actor: StaffActor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof EditRoomResult> {
    const outcome = await this.archiveRoomUseCase.execute(actor, { id, version, archived: false });
    return outcome.ok ? RoomPayload.of(outcome.value) : VersionConflict.of(outcome.refusal);
  }
}
