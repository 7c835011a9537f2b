import type { Interval } from '../../../kernel/index.js';
import type { DateException, WeeklyHours } from './local-hours.js';

/** The technique that every therapist has: talk, assessment and plan, no treatment (DOMAIN.md, Techniques). */
export const CONSULTATION = 'consultation';

/**
 * Everything that decides which slots exist, as plain data, so that one read supplies it and the same facts always give
 * the same slots. Every list may be unsorted and may overlap itself. Intervals that lie outside the range told by
 * `rangeToRead` change nothing and may be left out.
 */
export interface SchedulingFacts {
  /** The instant of the decision, epoch ms: what minimum notice and horizon count from. */
  readonly now: number;
  readonly service: ServiceFacts;
  readonly clinics: readonly ClinicFacts[];
  readonly therapists: readonly TherapistFacts[];
  readonly rooms: readonly RoomFacts[];
  /** The client's other visits, without buffers: a client is blocked for the visit itself (DOMAIN.md, appointment). */
  readonly clientBusy: readonly Interval[];
}

export interface ServiceFacts {
  readonly technique: string;
  /** Minutes, > 0. */
  readonly durationMinutes: number;
  /** Minutes, >= 0, that the therapist and the room are blocked before the visit. */
  readonly bufferBeforeMinutes: number;
  /** Minutes, >= 0, that the therapist and the room are blocked after the visit. */
  readonly bufferAfterMinutes: number;
  /** A room needs every one of them. */
  readonly requiredFeatures: readonly string[];
}

export interface ClinicFacts {
  readonly clinicId: string;
  /** IANA name. */
  readonly zone: string;
  readonly openingHours: readonly WeeklyHours[];
  readonly closures: readonly Interval[];
  /** Divides 1440. Visits start at local wall-clock multiples of it, counted from 00:00. */
  readonly slotStepMinutes: number;
  /** Elapsed minutes between `now` and the earliest start, >= 0. */
  readonly minimumNoticeMinutes: number;
  /** The last date on which a visit may start is the clinic's own date at `now` plus this many days, that whole day included. */
  readonly horizonDays: number;
  readonly jurisdiction: string;
  readonly licenceRequired: boolean;
}

export interface TherapistFacts {
  readonly therapistId: string;
  /** One entry for each clinic the therapist works at, also when it holds no weekly hours. */
  readonly hours: readonly TherapistHours[];
  readonly timeOff: readonly Interval[];
  /** What visits and holds at any clinic block for the therapist, buffers included. */
  readonly busy: readonly Interval[];
  readonly techniques: readonly { readonly technique: string; readonly years: number }[];
  /** Verified licences only. */
  readonly licences: readonly Licence[];
  /** Conditions that the therapist has experience with. */
  readonly conditions: readonly string[];
}

/** Local times are in the clinic's zone. */
export interface TherapistHours {
  readonly clinicId: string;
  readonly weekly: readonly WeeklyHours[];
  readonly exceptions: readonly DateException[];
}

export interface Licence {
  readonly jurisdiction: string;
  /** YYYY-MM-DD, the first valid date in the clinic's calendar. */
  readonly validFrom: string;
  /** YYYY-MM-DD, the last valid date; null where the licence does not expire. */
  readonly validTo: string | null;
}

export interface RoomFacts {
  readonly roomId: string;
  readonly clinicId: string;
  readonly features: readonly string[];
  /** Minutes of sanitation after a visit, >= 0. */
  readonly turnoverMinutes: number;
  readonly closures: readonly Interval[];
  /** What visits and holds block for the room, buffers and turnover included. */
  readonly busy: readonly Interval[];
}
