import type {
  ClinicFacts,
  RoomFacts,
  SchedulingFacts,
  ServiceFacts,
  TherapistFacts,
  TherapistHours,
} from './scheduling-facts.js';
import type { WeeklyHours } from './local-hours.js';

/** Facts for tests: everything allowed, so that a test names only what it is about. */

export const daily = (starts: string, ends: string): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, starts, ends, validFrom: null, validTo: null }));

/** Open all day long, hourly starts, no notice, a year's horizon. */
export const clinicWith = (facts: Partial<ClinicFacts> = {}): ClinicFacts => ({
  clinicId: 'clinic-1',
  zone: 'Europe/Berlin',
  openingHours: daily('00:00', '00:00'),
  closures: [],
  slotStepMinutes: 60,
  minimumNoticeMinutes: 0,
  horizonDays: 366,
  jurisdiction: 'DE',
  licenceRequired: false,
  ...facts,
});

export const worksAt = (
  clinicId: string,
  weekly: WeeklyHours[],
  rest: Partial<TherapistHours> = {},
): TherapistHours => ({
  clinicId,
  weekly,
  exceptions: [],
  ...rest,
});

/** Works 09:00-12:00 every day and knows Swedish massage. */
export const therapistWith = (facts: Partial<TherapistFacts> = {}): TherapistFacts => ({
  therapistId: 'therapist-1',
  hours: [worksAt('clinic-1', daily('09:00', '12:00'))],
  timeOff: [],
  busy: [],
  techniques: [{ technique: 'swedish', years: 3 }],
  licences: [],
  conditions: [],
  ...facts,
});

export const roomWith = (facts: Partial<RoomFacts> = {}): RoomFacts => ({
  roomId: 'room-1',
  clinicId: 'clinic-1',
  features: ['table'],
  turnoverMinutes: 0,
  closures: [],
  busy: [],
  ...facts,
});

/** An hour of Swedish massage on a table, without buffers. */
export const serviceWith = (facts: Partial<ServiceFacts> = {}): ServiceFacts => ({
  technique: 'swedish',
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  requiredFeatures: ['table'],
  ...facts,
});

/** One clinic, therapist and room; the decision is taken on 1 January 2026. */
export const factsWith = (facts: Partial<SchedulingFacts> = {}): SchedulingFacts => ({
  now: Date.parse('2026-01-01T00:00Z'),
  service: serviceWith(),
  clinics: [clinicWith()],
  therapists: [therapistWith()],
  rooms: [roomWith()],
  clientBusy: [],
  ...facts,
});
