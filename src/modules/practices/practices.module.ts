import { Module } from '@nestjs/common';
import { AddClinic } from './add-clinic.js';
import { AddRoom } from './add-room.js';
import { AddService } from './add-service.js';
import { ArchiveClinic } from './archive-clinic.js';
import { ArchiveRoom } from './archive-room.js';
import { ArchiveService } from './archive-service.js';
import { EditClinic } from './edit-clinic.js';
import { EditPractice } from './edit-practice.js';
import { EditRoom } from './edit-room.js';
import { EditService } from './edit-service.js';
import { ClinicsResolver } from './graphql/clinics-resolver.js';
import { PracticeResolver } from './graphql/practice-resolver.js';
import { RoomsResolver } from './graphql/rooms-resolver.js';
import { ServicesResolver } from './graphql/services-resolver.js';

@Module({
  providers: [
    ...[PracticeResolver, EditPractice],
    ...[ClinicsResolver, AddClinic, EditClinic, ArchiveClinic],
    ...[RoomsResolver, AddRoom, EditRoom, ArchiveRoom],
    ...[ServicesResolver, AddService, EditService, ArchiveService],
  ],
})
export class PracticesModule {}
