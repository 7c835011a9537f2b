/** A place to book: one therapist in one room at one start. */
export interface Placement {
  readonly clinicId: string;
  readonly therapistId: string;
  readonly roomId: string;
  /** Start of the visit, epoch ms. */
  readonly start: number;
}

/** A rule that a placement breaks. */
export type Obstacle =
  | { readonly code: Exclude<ObstacleCode, 'room_lacks_feature'> }
  | { readonly code: 'room_lacks_feature'; readonly features: readonly string[] };

export type ObstacleCode = keyof typeof OVERRIDABLE;

/**
 * Which rules staff may set aside for one visit, with a recorded reason. Those that say when people prefer to work, and
 * what a room usually holds, may be: a person can agree to an exception. Non-overlap, qualification and licence never
 * (HARD-CASES 1 and 7; DOMAIN.md, licences), nor a room that is closed or a place that somebody has nothing to do with.
 */
export const OVERRIDABLE = {
  outside_opening_hours: true,
  clinic_closed: true,
  outside_working_hours: true,
  therapist_off: true,
  too_soon: true,
  beyond_horizon: true,
  off_grid: true,
  room_lacks_feature: true,
  therapist_not_at_clinic: false,
  room_not_at_clinic: false,
  room_closed: false,
  therapist_busy: false,
  room_busy: false,
  client_busy: false,
  not_qualified: false,
  no_valid_licence: false,
} as const;
