import { Module } from '@nestjs/common';
import { AddRoom } from './add-room.js';
import { EditRoom } from './edit-room.js';
import { RoomsResolver } from './graphql/rooms-resolver.js';

@Module({ providers: [RoomsResolver, AddRoom, EditRoom] })
export class PracticesModule {}
