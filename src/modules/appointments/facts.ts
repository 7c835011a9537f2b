import { TRANSITIONS } from './domain/status.js';

/** Every fact that this module emits: a subscriber of any other would wait for ever. */
export const APPOINTMENT_FACTS: readonly string[] = [
  ...Object.values(TRANSITIONS).map(({ emits }) => emits),
  'appointment.moved',
  'appointment.taken_back',
  'appointment.rescreened',
];
