import { contains, overlaps } from '../../../kernel/index.js';
import type { Interval } from '../../../kernel/index.js';
import { blocks } from './blocks.js';
import { hoursInWindow } from './local-hours.js';
import type { DateException, WeeklyHours } from './local-hours.js';
import { isQualified } from './qualification.js';
import type { ClinicFacts, RoomFacts, SchedulingFacts, ServiceFacts, TherapistFacts } from './scheduling-facts.js';
import { DAY_MS, dateOfDay, localClock, localDate, localDay } from './zoned-time.js';

const MINUTE_MS = 60_000;

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

/**
 * Every rule that a placement breaks, none where it can be booked. Written rule by rule and not by way of `openSlots`, so that
 * the write checks what the search promised (HARD-CASES 7 and 8) and each is a test of the other.
 * @throws RangeError where the facts do not hold the placement's clinic, therapist or room
 */
export function slotObstacles(facts: SchedulingFacts, placement: Placement): Obstacle[] {
  const clinic = found(facts.clinics, 'clinicId', placement.clinicId);
  const therapist = found(facts.therapists, 'therapistId', placement.therapistId);
  const room = found(facts.rooms, 'roomId', placement.roomId);
  const { visit, ...blocked } = blocks(facts.service, room.turnoverMinutes, placement.start);
  return [
    ...clinicObstacles(clinic, facts.now, visit),
    ...therapistObstacles(therapist, clinic, facts.service, { visit, blocked: blocked.therapist }),
    ...roomObstacles(room, clinic, facts.service, { visit, blocked: blocked.room }),
    ...broken('client_busy', overlapsAny(facts.clientBusy, visit)),
  ];
}

/** True where staff may book all the same, with a recorded reason; true also where there is no obstacle. */
export const canOverride = (obstacles: readonly Obstacle[]): boolean =>
  obstacles.every(({ code }) => OVERRIDABLE[code]);

interface Taken {
  readonly visit: Interval;
  /** The visit with what is blocked around it. */
  readonly blocked: Interval;
}

function clinicObstacles(clinic: ClinicFacts, now: number, visit: Interval): Obstacle[] {
  const { zone, slotStepMinutes, minimumNoticeMinutes, horizonDays } = clinic;
  const lastDate = dateOfDay(localDay(zone, now) + horizonDays);
  return [
    ...broken('outside_opening_hours', !covered(visit, clinic.openingHours, [], zone)),
    ...broken('clinic_closed', overlapsAny(clinic.closures, visit)),
    ...broken('too_soon', visit.start - now < minimumNoticeMinutes * MINUTE_MS),
    ...broken('beyond_horizon', localDate(zone, visit.start) > lastDate),
    ...broken('off_grid', timeOfDay(zone, visit.start) % (slotStepMinutes * MINUTE_MS) !== 0),
  ];
}

function therapistObstacles(
  therapist: TherapistFacts,
  clinic: ClinicFacts,
  service: ServiceFacts,
  taken: Taken,
): Obstacle[] {
  const { visit, blocked } = taken;
  const here = therapist.hours.filter(({ clinicId }) => clinicId === clinic.clinicId);
  const weekly = here.flatMap((hours) => hours.weekly);
  const exceptions = here.flatMap((hours) => hours.exceptions);
  return [
    ...broken('therapist_not_at_clinic', here.length === 0),
    ...broken('outside_working_hours', here.length > 0 && !covered(visit, weekly, exceptions, clinic.zone)),
    ...broken('therapist_off', overlapsAny(therapist.timeOff, visit)),
    ...broken('therapist_busy', overlapsAny(therapist.busy, blocked)),
    ...broken('not_qualified', !isQualified(therapist, service.technique)),
    ...broken('no_valid_licence', !isLicensed(therapist, clinic, visit.start)),
  ];
}

/** The date that counts is the visit's in the clinic's calendar, first and last valid date included. */
function isLicensed(
  therapist: TherapistFacts,
  { zone, jurisdiction, licenceRequired }: ClinicFacts,
  start: number,
): boolean {
  if (!licenceRequired) return true;
  const date = localDate(zone, start);
  return therapist.licences.some(
    (licence) =>
      licence.jurisdiction === jurisdiction &&
      licence.validFrom <= date &&
      (licence.validTo === null || date <= licence.validTo),
  );
}

function roomObstacles(
  room: RoomFacts,
  clinic: ClinicFacts,
  service: ServiceFacts,
  { visit, blocked }: Taken,
): Obstacle[] {
  const features = service.requiredFeatures.filter((feature) => !room.features.includes(feature));
  return [
    ...broken('room_not_at_clinic', room.clinicId !== clinic.clinicId),
    ...broken('room_closed', overlapsAny(room.closures, visit)),
    ...broken('room_busy', overlapsAny(room.busy, blocked)),
    ...(features.length > 0 ? [{ code: 'room_lacks_feature' as const, features }] : []),
  ];
}

const broken = (code: Exclude<ObstacleCode, 'room_lacks_feature'>, isBroken: boolean): Obstacle[] =>
  isBroken ? [{ code }] : [];

const overlapsAny = (ranges: readonly Interval[], block: Interval): boolean =>
  ranges.some((range) => overlaps(range, block));

const covered = (
  visit: Interval,
  weekly: readonly WeeklyHours[],
  exceptions: readonly DateException[],
  zone: string,
): boolean => hoursInWindow({ weekly, exceptions, zone, window: visit }).some((hours) => contains(hours, visit));

/** Milliseconds that the wall clock is past 00:00. */
const timeOfDay = (zone: string, instant: number): number => ((localClock(zone, instant) % DAY_MS) + DAY_MS) % DAY_MS;

/** @throws RangeError where no entry has the id: the caller looks the ids up, and answers NOT_FOUND, before it asks here. */
function found<K extends string, T extends Record<K, string>>(entries: readonly T[], idKey: K, id: string): T {
  const entry = entries.find((candidate) => candidate[idKey] === id);
  if (!entry) throw new RangeError(`The scheduling facts hold no ${idKey} ${id}`);
  return entry;
}
