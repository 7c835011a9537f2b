import type { Course, CourseEvent, VisitStatus } from './course.js';
import { DEFAULT_RULES } from './reminder-rules.js';
import type { DatedRule } from './reminder-rules.js';
import { wantedMessages } from './wanted-messages.js';
import type { Telling, WantedMessage } from './wanted-messages.js';

const ZONE = 'Europe/Berlin';
/** Summer time: 10:00 in Berlin is 08:00 UTC. */
const at = (day: number, time: string): number =>
  Date.parse(`2027-07-${String(day).padStart(2, '0')}T${time}:00+02:00`);
const RULES: readonly DatedRule[] = DEFAULT_RULES.map((rule) => ({ ...rule, addedAt: 0, removedAt: null }));

interface Step {
  readonly at: number;
  readonly status: VisitStatus;
  readonly to?: number;
}

/** A visit that was booked for the first start, and then went through these steps. */
function course(start: number, steps: readonly Step[]): Course {
  let from = start;
  const events = steps.map(({ at: when, status, to }): CourseEvent => {
    const moved = to === undefined ? null : { from, to };
    from = to ?? from;
    return { at: when, status, moved };
  });
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return { status: last.status, start: from, bookedAt: first.at, changedAt: last.at, events };
}

const telling = (of: Course, more: Partial<Telling> = {}): Telling => ({
  ...{ course: of, zone: ZONE, isUnscreened: false, rules: RULES, tellsSince: 0 },
  ...more,
});

/** As a list of what, for which start and when, each in the clinic's time. */
const listed = (all: readonly WantedMessage[], { zone }: Telling): string[] =>
  all.map(({ kind, version, step, channel, dueAt }) => {
    const local = (ms: number): string =>
      new Date(ms).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).slice(5);
    const [start] = version.split('#');
    const what = kind === 'appointment_reminder' ? `${kind} ${step} ${channel}` : kind;
    return `${what} of ${start === 'visit' ? start : local(Date.parse(start!))} at ${local(dueAt)}`;
  });
const told = (of: Telling): string[] =>
  listed(
    wantedMessages(of).filter(({ shakenUntil }) => shakenUntil === null),
    of,
  );
/** Those of before a change that may still be undone. */
const shaken = (of: Telling): string[] =>
  listed(
    wantedMessages(of).filter(({ shakenUntil }) => shakenUntil !== null),
    of,
  );

const T1 = at(20, '10:00');
const T2 = at(22, '15:00');
const BOOKED = { at: at(10, '12:00'), status: 'booked' } as const;
const CONFIRMED_T1 = 'booking_confirmation of 07-20 10:00 at 07-10 12:03';
const REMINDERS_T1 = [
  'appointment_reminder 48h email of 07-20 10:00 at 07-18 10:00',
  'appointment_reminder 24h sms of 07-20 10:00 at 07-19 10:00',
];
const REMINDERS_T2 = [
  'appointment_reminder 48h email of 07-22 15:00 at 07-20 15:00',
  'appointment_reminder 24h sms of 07-22 15:00 at 07-21 15:00',
];

describe('the messages of a visit', () => {
  it('are a confirmation after the grace, and its reminders', () => {
    expect(told(telling(course(T1, [BOOKED])))).toEqual([CONFIRMED_T1, ...REMINDERS_T1]);
  });

  it('are none for a time that is only held, and none for a hold that was let go', () => {
    expect(told(telling(course(T1, [{ ...BOOKED, status: 'held' }])))).toEqual([]);
    const expired = [{ ...BOOKED, status: 'held' } as const, { at: at(10, '12:10'), status: 'expired' } as const];
    expect(told(telling(course(T1, expired)))).toEqual([]);
  });

  it('begin with the booking where a hold came before it', () => {
    const steps = [{ at: at(10, '11:55'), status: 'held' } as const, BOOKED];
    expect(told(telling(course(T1, steps)))[0]).toBe('booking_confirmation of 07-20 10:00 at 07-10 12:03');
  });

  it('are none where the booking is undone within the grace', () => {
    expect(told(telling(course(T1, [BOOKED, { at: at(10, '12:02'), status: 'cancelled' }])))).toEqual([]);
  });

  it('say once that it is cancelled, and nothing else any more', () => {
    expect(told(telling(course(T1, [BOOKED, { at: at(12, '09:00'), status: 'cancelled' }])))).toEqual([
      'cancellation_notice of 07-20 10:00 at 07-12 09:03',
    ]);
  });

  it('are one confirmation, of the last time, where it is moved within the grace', () => {
    const steps = [BOOKED, { at: at(10, '12:02'), status: 'booked', to: T2 } as const];
    expect(told(telling(course(T1, steps)))).toEqual([
      'booking_confirmation of 07-22 15:00 at 07-10 12:05',
      ...REMINDERS_T2,
    ]);
  });

  it('of a moved visit are a change notice, new reminders and none of the old ones', () => {
    const steps = [BOOKED, { at: at(12, '09:00'), status: 'booked', to: T2 } as const];
    expect(told(telling(course(T1, steps)))).toEqual(['change_notice of 07-22 15:00 at 07-12 09:03', ...REMINDERS_T2]);
  });

  it('are one notice for several moves within the grace', () => {
    const steps = [
      BOOKED,
      { at: at(12, '09:00'), status: 'booked', to: at(21, '10:00') } as const,
      { at: at(12, '09:02'), status: 'booked', to: T2 } as const,
    ];
    expect(told(telling(course(T1, steps)))[0]).toBe('change_notice of 07-22 15:00 at 07-12 09:05');
    expect(told(telling(course(T1, steps))).slice(1)).toEqual(REMINDERS_T2);
  });

  it('stay as they were where a move is undone within the grace', () => {
    const steps = [
      BOOKED,
      { at: at(12, '09:00'), status: 'booked', to: T2 } as const,
      { at: at(12, '09:02'), status: 'booked', to: T1 } as const,
    ];
    expect(told(telling(course(T1, steps)))).toEqual([CONFIRMED_T1, ...REMINDERS_T1]);
  });

  it('keep a reminder that is due while a move may still be undone', () => {
    const moved = { at: at(18, '09:59'), status: 'booked', to: T2 } as const;
    expect(shaken(telling(course(T1, [BOOKED, moved])))).toEqual([CONFIRMED_T1, REMINDERS_T1[0]]);
    const back = { at: at(18, '10:01'), status: 'booked', to: T1 } as const;
    expect(told(telling(course(T1, [BOOKED, moved, back])))).toEqual([CONFIRMED_T1, ...REMINDERS_T1]);
    const sooner = { ...moved, at: at(18, '09:56') };
    expect(shaken(telling(course(T1, [BOOKED, sooner])))).toEqual([CONFIRMED_T1]);
    const cancelled = { at: at(18, '09:58'), status: 'cancelled' } as const;
    expect(shaken(telling(course(T1, [BOOKED, cancelled])))).toEqual([CONFIRMED_T1, REMINDERS_T1[0]]);
  });

  it('say that it is back where it was, once a move has stood', () => {
    const steps = [
      BOOKED,
      { at: at(12, '09:00'), status: 'booked', to: T2 } as const,
      { at: at(18, '11:00'), status: 'booked', to: T1 } as const,
    ];
    // The lead time of two days is past when it is moved back.
    expect(told(telling(course(T1, steps)))).toEqual([
      'change_notice of 07-20 10:00 at 07-18 11:03',
      'appointment_reminder 24h sms of 07-20 10:00 at 07-19 10:00',
    ]);
  });

  it('confirm once more what was cancelled and taken back', () => {
    const steps = [
      BOOKED,
      { at: at(12, '09:00'), status: 'cancelled' } as const,
      { at: at(13, '09:00'), status: 'booked' } as const,
    ];
    expect(told(telling(course(T1, steps)))).toEqual([
      'booking_confirmation of 07-20 10:00 at 07-13 09:03',
      ...REMINDERS_T1,
    ]);
    const atOnce = [BOOKED, steps[1]!, { at: at(12, '09:01'), status: 'booked' } as const];
    expect(told(telling(course(T1, atOnce)))).toEqual([CONFIRMED_T1, ...REMINDERS_T1]);
  });

  it('leave out a lead time that is past at booking, or that the confirmation would come after', () => {
    const late = (booked: number) => told(telling(course(T1, [{ at: booked, status: 'booked' }])));
    expect(late(at(19, '08:00'))).toEqual(['booking_confirmation of 07-20 10:00 at 07-19 08:03', REMINDERS_T1[1]]);
    expect(late(at(19, '09:58'))).toEqual(['booking_confirmation of 07-20 10:00 at 07-19 10:01']);
    expect(late(at(20, '09:00'))).toEqual(['booking_confirmation of 07-20 10:00 at 07-20 09:03']);
  });

  it('are none that would come at its start or later', () => {
    expect(told(telling(course(T1, [{ at: at(20, '09:58'), status: 'booked' }])))).toEqual([]);
    expect(told(telling(course(T1, [BOOKED, { at: at(20, '09:58'), status: 'cancelled' }])))).toEqual([]);
  });

  it.each(['arrived', 'in_session', 'completed', 'no_show'] as const)('are none once it is %s', (status) => {
    expect(told(telling(course(T1, [BOOKED, { at: at(20, '09:30'), status }])))).toEqual([]);
  });

  it('do not remind by SMS whoever has confirmed', () => {
    const steps = [BOOKED, { at: at(12, '09:00'), status: 'confirmed' } as const];
    expect(told(telling(course(T1, steps)))).toEqual([CONFIRMED_T1, REMINDERS_T1[0]]);
  });

  it('of a time that waits for a clearance say that it is kept, remind of nothing, and confirm it once it is clear', () => {
    const pending = { ...BOOKED, status: 'pending_clearance' } as const;
    expect(told(telling(course(T1, [pending])))).toEqual(['booking_confirmation of 07-20 10:00 at 07-10 12:03']);
    expect(told(telling(course(T1, [pending, { at: at(12, '09:00'), status: 'booked' }])))).toEqual([
      'booking_confirmation of 07-20 10:00 at 07-12 09:03',
      ...REMINDERS_T1,
    ]);
    expect(told(telling(course(T1, [pending, { at: at(19, '10:00'), status: 'cancelled' }])))).toEqual([
      'cancellation_notice of 07-20 10:00 at 07-19 10:03',
    ]);
  });

  it('ask for the intake form where there are no answers to go by', () => {
    const asked = 'intake_request of visit at 07-10 12:03';
    expect(told(telling(course(T1, [BOOKED]), { isUnscreened: true }))).toContain(asked);
    expect(told(telling(course(T1, [BOOKED])))).not.toContain(asked);
    const cancelled = course(T1, [BOOKED, { at: at(12, '09:00'), status: 'cancelled' }]);
    expect(told(telling(cancelled, { isUnscreened: true }))).not.toContain(asked);
  });

  it('do not tell after all what happened before the practice told anybody', () => {
    const visit = telling(course(T1, [BOOKED]), { tellsSince: at(11, '00:00'), isUnscreened: true });
    expect(told(visit)).toEqual(REMINDERS_T1);
    const cancelled = course(T1, [BOOKED, { at: at(12, '09:00'), status: 'cancelled' }]);
    expect(told({ ...visit, course: cancelled })).toEqual(['cancellation_notice of 07-20 10:00 at 07-12 09:03']);
  });

  it('go by the row where its history does not lead to it', () => {
    const events: CourseEvent[] = [{ at: BOOKED.at, status: 'booked', moved: null }];
    const none: Course = { status: 'booked', start: T1, bookedAt: BOOKED.at, changedAt: BOOKED.at, events: [] };
    expect(told(telling(none))).toEqual(told(telling({ ...none, events })));
    const racing = { ...none, events, status: 'cancelled', changedAt: at(12, '09:00') } as const;
    expect(told(telling(racing))).toEqual(['cancellation_notice of 07-20 10:00 at 07-12 09:03']);
  });

  it('number the entries of a calendar upwards, with every change', () => {
    const steps = [
      BOOKED,
      { at: at(12, '09:00'), status: 'booked', to: T2 } as const,
      { at: at(12, '09:01'), status: 'booked', to: T1 } as const,
      { at: at(13, '09:00'), status: 'booked', to: T2 } as const,
    ];
    const versions = (n: number) => wantedMessages(telling(course(T1, steps.slice(0, n))))[0]!.version;
    expect(versions(1)).toBe('2027-07-20T08:00:00.000Z#0');
    expect(versions(2)).toBe('2027-07-22T13:00:00.000Z#1');
    expect(versions(4)).toBe('2027-07-22T13:00:00.000Z#3');
  });
});
