/**
 * The facts after which the board of a clinic's day may look different, as patterns of LIKE. Those that name no clinic
 * concern every clinic of the practice.
 */
export const LIVE_FACTS = [
  'appointment.%',
  'schedule.changed',
  'therapist.changed',
  'room.changed',
  'clinic.changed',
  'client.merged',
  'client.merge_undone',
];
