import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../../kernel/index.js';
import type { DateException, WeeklyHours } from './local-hours.js';
import type { ClinicFacts, RoomFacts, SchedulingFacts, ServiceFacts, TherapistFacts } from './scheduling-facts.js';

/** Random facts for property tests, small and crowded, near days on which some clock changes. */

export const MINUTE = 60_000;
export const DAY = 86_400_000;

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Santiago',
  'America/Havana',
  'America/Asuncion',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Australia/Lord_Howe',
];

/** A zone, and a quarter hour within a day of a change of its clock (or of any instant, where it changes no more). */
export const changeDay = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    from: fc.integer({ min: Date.UTC(2023, 0) / DAY, max: Date.UTC(2027, 0) / DAY }),
    quarters: fc.integer({ min: -96, max: 96 }),
  })
  .map(({ zone, from, quarters }) => {
    const change = Temporal.Instant.fromEpochMilliseconds(from * DAY)
      .toZonedDateTimeISO(zone)
      .getTimeZoneTransition('next');
    return { zone, around: (change?.epochMilliseconds ?? from * DAY) + quarters * 15 * MINUTE };
  });

/** Half hours, and a few odd minutes. */
const localTime = fc
  .oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 47 }).map((n) => n * 30) },
    fc.integer({ min: 0, max: 1439 }),
  )
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);

const dateNear = (around: number) =>
  fc.integer({ min: -3, max: 3 }).map((days) => new Date(around + days * DAY).toISOString().slice(0, 10));

export const weeklyHours = (around: number): fc.Arbitrary<WeeklyHours> =>
  fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    starts: localTime,
    ends: localTime,
    validFrom: fc.option(dateNear(around), { freq: 3 }),
    validTo: fc.option(dateNear(around), { freq: 3 }),
  });

export const dateException = (around: number): fc.Arbitrary<DateException> =>
  fc.oneof(
    fc.record({ date: dateNear(around), starts: localTime, ends: localTime }),
    fc.record({ date: dateNear(around), starts: fc.constant(null), ends: fc.constant(null) }),
  );

/** The same hours on every weekday, with odd ones among them, so that there is something to offer. */
const mostDays = (around: number) =>
  fc
    .tuple(
      fc.constantFrom(['00:00', '00:00'], ['08:00', '20:00'], ['20:00', '06:00']),
      fc.array(weeklyHours(around), { maxLength: 2 }),
    )
    .map(([[starts, ends], odd]) => [
      ...[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        weekday,
        starts: starts!,
        ends: ends!,
        validFrom: null,
        validTo: null,
      })),
      ...odd,
    ]);

/** Spans of five minutes to five hours within two days. */
const spans = (around: number, maxLength: number): fc.Arbitrary<Interval[]> =>
  fc.array(
    fc.tuple(fc.integer({ min: -576, max: 576 }), fc.integer({ min: 1, max: 60 })).map(([from, length]) => ({
      start: around + from * 5 * MINUTE,
      end: around + (from + length) * 5 * MINUTE,
    })),
    { maxLength },
  );

const service: fc.Arbitrary<ServiceFacts> = fc.record({
  technique: fc.constantFrom('swedish', 'shiatsu', 'consultation'),
  durationMinutes: fc.constantFrom(30, 45, 60, 90),
  bufferBeforeMinutes: fc.constantFrom(0, 5, 15),
  bufferAfterMinutes: fc.constantFrom(0, 10, 15),
  requiredFeatures: fc.subarray(['table', 'stone_heater'], { maxLength: 1 }),
});

const clinic = (clinicId: string, zone: string, around: number): fc.Arbitrary<ClinicFacts> =>
  fc.record({
    clinicId: fc.constant(clinicId),
    zone: fc.constant(zone),
    openingHours: mostDays(around),
    closures: spans(around, 1),
    slotStepMinutes: fc.constantFrom(15, 20, 30, 60),
    minimumNoticeMinutes: fc.constantFrom(0, 0, 60, 1440),
    horizonDays: fc.constantFrom(0, 1, 2, 60),
    jurisdiction: fc.constantFrom('DE', 'CL'),
    licenceRequired: fc.boolean(),
  });

const therapist = (therapistId: string, around: number): fc.Arbitrary<TherapistFacts> =>
  fc.record({
    therapistId: fc.constant(therapistId),
    hours: fc.array(
      fc.record({
        clinicId: fc.constantFrom('clinic-1', 'clinic-1', 'clinic-2'),
        weekly: mostDays(around),
        exceptions: fc.array(dateException(around), { maxLength: 1 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    timeOff: spans(around, 1),
    busy: spans(around, 5),
    techniques: fc.subarray(
      [
        { technique: 'swedish', years: 4 },
        { technique: 'shiatsu', years: 9 },
      ],
      { minLength: 1 },
    ),
    licences: fc.array(
      fc.record({
        jurisdiction: fc.constantFrom('DE', 'CL'),
        validFrom: fc.oneof(fc.constant('2020-01-01'), dateNear(around)),
        validTo: fc.option(dateNear(around), { freq: 2 }),
      }),
      { maxLength: 2 },
    ),
    conditions: fc.subarray(['migraine', 'sciatica']),
  });

const room = (roomId: string, around: number): fc.Arbitrary<RoomFacts> =>
  fc.record({
    roomId: fc.constant(roomId),
    clinicId: fc.constantFrom('clinic-1', 'clinic-1', 'clinic-2'),
    features: fc.constantFrom(['table'], ['table', 'stone_heater'], []),
    turnoverMinutes: fc.constantFrom(0, 10, 30),
    closures: spans(around, 1),
    busy: spans(around, 4),
  });

export interface Scene {
  readonly facts: SchedulingFacts;
  readonly window: Interval;
}

/** Two clinics, three therapists, three rooms, and a search window of up to a day and a half around a change of the clock. */
export const scene: fc.Arbitrary<Scene> = fc
  .tuple(changeDay, fc.constantFrom(...ZONES))
  .chain(([{ zone, around }, elsewhere]) =>
    fc.record({
      facts: fc.record({
        now: fc.integer({ min: -192, max: 0 }).map((quarters) => around + quarters * 15 * MINUTE),
        service,
        clinics: fc.tuple(clinic('clinic-1', zone, around), clinic('clinic-2', elsewhere, around)),
        therapists: fc.tuple(
          therapist('therapist-1', around),
          therapist('therapist-2', around),
          therapist('therapist-3', around),
        ),
        rooms: fc.tuple(room('room-1', around), room('room-2', around), room('room-3', around)),
        clientBusy: spans(around, 1),
      }),
      window: fc
        .tuple(fc.integer({ min: -1440, max: 720 }), fc.integer({ min: 1, max: 2160 }))
        .map(([from, length]) => ({ start: around + from * MINUTE, end: around + (from + length) * MINUTE })),
    }),
  );
