import type { Repeat } from '../../platform/database/index.js';
import { requireVisible } from './own-therapist.js';
import { findAppointment } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';

/** A repetition answers the appointment as it stands now, to those who may still see it. */
export const REPEAT_APPOINTMENT: Repeat<Appointment> = {
  idOf: ({ id }) => id,
  again: async (tx, id) => {
    const appointment = await findAppointment(tx, id);
    requireVisible(tx.actor, appointment);
    return appointment;
  },
};
