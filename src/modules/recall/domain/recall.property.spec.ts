import fc from 'fast-check';
import { dateOfDay, dayOfDate, localDate, localDay } from '../../scheduling/domain/index.js';
import { DueState, dueState } from '../../session-plans/domain/index.js';
import { nextLookOn, NoReminderReason, recallOf } from './recall.js';
import type { RecallInput, ReminderStep } from './recall.js';
import { reminderMoment } from './reminder-moment.js';

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100) * 3;
const check = <T>(values: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(values, holds), { numRuns });

const BEGIN = dayOfDate('2026-01-01');
const DAYS = 80;

/** What happens to one plan, day by day: the day on which it is due, what stands in the way, and when a visit is booked. */
interface Course {
  readonly dueOn: string;
  readonly knownOn: string;
  readonly intervals: RecallInput['intervals'];
  readonly hindered: readonly (NoReminderReason | null)[];
  readonly booked: readonly boolean[];
}

/** Stretches of days: what holds now mostly holds tomorrow. */
const stretches = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc
    .array(fc.tuple(value, fc.integer({ min: 1, max: 25 })), { minLength: 1, maxLength: 8 })
    .map((all) => all.flatMap(([one, days]) => Array.from({ length: days }, () => one)))
    .map((days) => Array.from({ length: DAYS }, (_, day) => days[Math.min(day, days.length - 1)]!));

const course: fc.Arbitrary<Course> = fc.record({
  dueOn: fc.integer({ min: -30, max: 40 }).map((day) => dateOfDay(BEGIN + day)),
  knownOn: fc.integer({ min: -60, max: 0 }).map((day) => dateOfDay(BEGIN + day)),
  intervals: fc.record({
    lead: fc.integer({ min: 0, max: 14 }).map((days) => `P${days}D`),
    nudge: fc.integer({ min: 1, max: 21 }).map((days) => `P${days}D`),
  }),
  hindered: stretches(fc.oneof(fc.constant(null), fc.constantFrom(...Object.values(NoReminderReason)))),
  booked: stretches(fc.boolean()),
});

function inputOn(
  { dueOn, knownOn, intervals, hindered, booked }: Course,
  day: number,
  planned: RecallInput['planned'],
): RecallInput {
  const today = dateOfDay(BEGIN + day);
  const state = dueState({ dueOn, today, intervals, hasVisitToCome: booked[day]! });
  return { today, dueOn, dueState: state, intervals, knownOn, planned, hindrance: hindered[day]! };
}

interface Sent {
  readonly step: ReminderStep;
  readonly on: number;
}

/** What is planned on which day when the plan is looked at only when it says so, and when something happens. */
function lookedAt(one: Course, isLooked: (day: number, lookOn: string | null) => boolean): Sent[] {
  let planned: RecallInput['planned'] = { first: null, nudge: null };
  let lookOn: string | null = null;
  const sent: Sent[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    if (!isLooked(day, lookOn)) continue;
    const { step } = recallOf(inputOn(one, day, planned));
    if (step) {
      planned = { ...planned, [step]: dateOfDay(BEGIN + day) };
      sent.push({ step, on: day });
    }
    lookOn = nextLookOn(inputOn(one, day, planned));
  }
  return sent;
}

const everyDay = (one: Course): Sent[] => lookedAt(one, () => true);
const happens = ({ hindered, booked }: Course, day: number): boolean =>
  day === 0 || hindered[day] !== hindered[day - 1] || booked[day] !== booked[day - 1];

describe('reminders of a due date', () => {
  it('are at most one of each step, the first before the nudge', () => {
    check(course, (one) => {
      expect(['', 'first', 'first,nudge']).toContain(
        everyDay(one)
          .map(({ step }) => step)
          .join(','),
      );
    });
  });

  it('never go out early, nor where something stands against it', () => {
    check(course, (one) => {
      const [first, nudge] = everyDay(one);
      const dueDay = dayOfDate(one.dueOn) - BEGIN;
      for (const { on } of everyDay(one)) {
        expect(one.booked[on]).toBe(false);
        expect(one.hindered[on]).toBeNull();
      }
      if (first) expect(first.on).toBeGreaterThanOrEqual(dueDay - daysOf(one.intervals.lead));
      if (nudge) expect(nudge.on).toBeGreaterThanOrEqual(Math.max(dueDay, first!.on) + daysOf(one.intervals.nudge));
    });
  });

  it('all go out in the end, on the first day on which they may, unless the plan came in long overdue', () => {
    check(course, (one) => {
      const free = (day: number): boolean => !one.booked[day] && one.hindered[day] === null;
      const dueDay = dayOfDate(one.dueOn) - BEGIN;
      const sent = everyDay(one);
      const [lead, nudge] = [daysOf(one.intervals.lead), daysOf(one.intervals.nudge)];
      const days = Array.from({ length: DAYS }, (_, day) => day);
      const isOld = dueDay + nudge < dayOfDate(one.knownOn) - BEGIN;
      const first = isOld ? undefined : days.find((day) => day >= dueDay - lead && free(day));
      expect(sent[0]?.on).toBe(first);
      if (first === undefined) return;
      expect(sent[1]?.on).toBe(days.find((day) => day >= Math.max(dueDay, first) + nudge && free(day)));
    });
  });

  it('are the same where the plan is looked at only at the dates it asks for and when something happens', () => {
    check(course, (one) => {
      const seldom = lookedAt(one, (day, lookOn) => happens(one, day) || lookOn === dateOfDay(BEGIN + day));
      expect(seldom).toEqual(everyDay(one));
    });
  });
});

describe('the next look', () => {
  it('comes after today, and nothing changes by time alone before it', () => {
    check(fc.tuple(course, fc.integer({ min: 0, max: DAYS - 1 })), ([one, day]) => {
      const still = {
        ...one,
        hindered: one.hindered.map(() => one.hindered[day]!),
        booked: one.booked.map(() => one.booked[day]!),
      };
      const input = inputOn(still, day, { first: null, nudge: null });
      const { step } = recallOf(input);
      const planned = { first: step === 'first' ? input.today : null, nudge: null };
      const lookOn = nextLookOn({ ...input, planned });
      if (lookOn !== null) expect(lookOn > input.today).toBe(true);
      const settled = recallOf({ ...input, planned });
      for (let later = day; later < DAYS; later += 1) {
        if (lookOn !== null && dateOfDay(BEGIN + later) >= lookOn) break;
        expect(recallOf(inputOn(still, later, planned))).toEqual(settled);
      }
    });
  });
});

describe('the moment of a reminder', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/Los_Angeles',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'UTC',
  );

  it('is nine by the clinic’s clock, within the next day and never before now', () => {
    check(fc.tuple(zone, fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })), ([where, now]) => {
      const { at, on } = reminderMoment(where, now);
      expect(at).toBeGreaterThanOrEqual(now);
      expect(at - now).toBeLessThanOrEqual(25 * 3_600_000);
      expect(localDate(where, at)).toBe(on);
      expect(new Intl.DateTimeFormat('en-GB', { timeZone: where, hour: '2-digit', minute: '2-digit' }).format(at)).toBe(
        '09:00',
      );
      expect(dayOfDate(on) - localDay(where, now)).toBeLessThanOrEqual(1);
    });
  });
});

it('a plan that is due stands on the list, whatever was sent', () => {
  check(fc.tuple(course, fc.integer({ min: 0, max: DAYS - 1 })), ([one, day]) => {
    const input = inputOn({ ...one, booked: one.booked.map(() => false) }, day, { first: null, nudge: null });
    expect(recallOf(input).state === DueState.NOT_DUE).toBe(input.dueState === DueState.NOT_DUE);
  });
});

const daysOf = (interval: string): number => Number(/\d+/.exec(interval)![0]);
