import { Clinic } from './storage/clinic.entity.js';
import { Practice } from './storage/practice.entity.js';
import { Room } from './storage/room.entity.js';
import { Service } from './storage/service.entity.js';

export { JURISDICTION, JURISDICTION_RULE } from './domain/jurisdiction.js';
export { PHONE, PHONE_RULE } from './domain/phone.js';
export { Technique } from './domain/technique.js';
export { PRACTICE_FACTS } from './facts.js';
export { BodySite as BodySiteType, BodySiteInput } from './graphql/body-site-types.js';
export { Clinic as ClinicType, toClinic } from './graphql/clinic-types.js';
export { clinicLoader, roomLoader, serviceLoader } from './graphql/loaders.js';
export { Money } from './graphql/money.js';
export { Room as RoomType, toRoom } from './graphql/room-types.js';
export { PressureRange as PressureRangeType } from './graphql/technique-types.js';
export { Service as ServiceType, toService } from './graphql/service-types.js';
export { PracticesModule } from './practices.module.js';
export { clinicsById, lockClinic } from './storage/clinics.js';
export { roomsByClinic } from './storage/rooms.js';
export { servicesOfPractice } from './storage/services.js';
export { Clinic, Practice, Room, Service };

/** The tables that TypeORM maps for this module. */
export const PRACTICES_ENTITIES = [Practice, Clinic, Room, Service];
