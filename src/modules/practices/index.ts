import { defineLoader } from '../../platform/graphql/index.js';
import { Clinic } from './storage/clinic.entity.js';
import { Room } from './storage/room.entity.js';
import { roomsById } from './storage/rooms.js';

export { RoomFeature } from './domain/room-feature.js';
export { Room as RoomType, toRoom } from './graphql/room-types.js';
export { PracticesModule } from './practices.module.js';
export { Clinic, Room };

export const roomLoader = defineLoader(roomsById);
/** The tables that TypeORM maps for this module. */
export const PRACTICES_ENTITIES = [Clinic, Room];
