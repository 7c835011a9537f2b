import { defineLoader } from '../../../platform/graphql/index.js';
import { clinicsById } from '../storage/clinics.js';
import { practicesById } from '../storage/practices.js';
import { roomsByClinic, roomsById } from '../storage/rooms.js';
import { servicesById } from '../storage/services.js';

/** Archived records load too: past visits lead to them. */
export const clinicLoader = defineLoader(clinicsById);
export const roomLoader = defineLoader(roomsById);
export const serviceLoader = defineLoader(servicesById);
export const practiceLoader = defineLoader(practicesById);
export const roomsOfClinicLoader = defineLoader(roomsByClinic);
