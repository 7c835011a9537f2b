import { defineLoader } from '../../../platform/graphql/index.js';
import { appointmentsById } from '../storage/appointments.js';

/** Visits by id, for the edges of records whose reader may see them. An id from outside goes through `appointment(id)`. */
export const appointmentLoader = defineLoader(appointmentsById);
