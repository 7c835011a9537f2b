import type { Course, VisitStatus } from './course.js';
import { amendmentOf } from './match-ledger.js';
import type { LedgerEntry } from './match-ledger.js';
import { DEFAULT_RULES } from './reminder-rules.js';
import { verdictOn } from './verdict.js';
import type { PlannedKey } from './verdict.js';
import type { Telling } from './wanted-messages.js';

/** In UTC. */
const at = (day: number, time: string): number => Date.parse(`2027-07-${String(day).padStart(2, '0')}T${time}:00Z`);
const [T1, T2] = [at(20, '10:00'), at(22, '15:00')];
const rules = DEFAULT_RULES.map((rule) => ({ ...rule, addedAt: 0, removedAt: null }));

const telling = (course: Course, more: Partial<Telling> = {}): Telling => ({
  ...{ course, zone: 'UTC', isUnscreened: false, rules, tellsSince: 0 },
  ...more,
});
const BOOKED = { at: at(10, '12:00'), status: 'booked', moved: null } as const;
/** Booked for the first time on the 10th, and then this. */
const then = (when: number, status: VisitStatus, to = T1): Course => ({
  ...{ status, start: to, bookedAt: BOOKED.at, changedAt: when },
  events: [BOOKED, { at: when, status, moved: to === T1 ? null : { from: T1, to } }],
});
const reminder = (start: number, step = '48h'): PlannedKey => ({
  ...{ kind: 'appointment_reminder', version: new Date(start).toISOString(), step },
  channel: step === '48h' ? 'email' : 'sms',
});
const confirmation: PlannedKey = {
  ...{ kind: 'booking_confirmation', version: `${new Date(T1).toISOString()}#0`, step: 'first', channel: 'email' },
};

describe('a message whose time has come', () => {
  it('goes out where it is true', () => {
    expect(verdictOn(reminder(T1), telling(then(at(11, '09:00'), 'booked')), at(18, '10:00'))).toEqual({ go: true });
  });

  it('waits while the time that it tells may still come back, and then says why it did not go', () => {
    const moved = telling(then(at(18, '09:59'), 'booked', T2));
    expect(verdictOn(reminder(T1), moved, at(18, '10:00'))).toEqual({ wait: at(18, '10:02') });
    expect(verdictOn(reminder(T1), moved, at(18, '10:02'))).toEqual({ go: false, reason: 'moved' });
    const cancelled = telling(then(at(18, '09:59'), 'cancelled'));
    expect(verdictOn(reminder(T1), cancelled, at(18, '10:00'))).toEqual({ wait: at(18, '10:02') });
    expect(verdictOn(reminder(T1), cancelled, at(18, '10:02'))).toEqual({ go: false, reason: 'cancelled' });
  });

  it('waits for the grace of a booking that was called off and is there again', () => {
    const again = telling(
      {
        ...then(at(12, '09:00'), 'booked'),
        events: [
          BOOKED,
          { at: at(11, '09:00'), status: 'cancelled', moved: null },
          { at: at(12, '09:00'), status: 'booked', moved: null },
        ],
      },
      { isUnscreened: true },
    );
    const request: PlannedKey = { kind: 'intake_request', version: 'visit', step: 'first', channel: 'email' };
    expect(verdictOn(request, again, at(12, '09:01'))).toEqual({ wait: at(12, '09:03') });
    expect(verdictOn(request, again, at(12, '09:03'))).toEqual({ go: true });
  });

  it.each([
    ['cancelled', reminder(T1), then(at(12, '09:00'), 'cancelled'), at(18, '10:00')],
    ['cancelled', confirmation, then(at(10, '12:02'), 'cancelled'), at(10, '12:03')],
    ['moved', confirmation, then(at(10, '12:02'), 'booked', T2), at(10, '12:05')],
    ['moved', reminder(T1), then(at(12, '09:00'), 'booked', T2), at(18, '10:00')],
    ['already_confirmed', reminder(T1, '24h'), then(at(12, '09:00'), 'confirmed'), at(19, '10:00')],
    ['over', reminder(T1, '24h'), then(at(20, '09:00'), 'arrived'), at(20, '09:01')],
    ['over', reminder(T1, '24h'), then(at(12, '09:00'), 'booked'), at(20, '10:00')],
    ['superseded', reminder(T1, '72h'), then(at(12, '09:00'), 'booked'), at(18, '10:00')],
    ['superseded', reminder(T1, '72h'), then(at(12, '09:00'), 'confirmed'), at(18, '10:00')],
    ['superseded', reminder(T1), then(at(12, '09:00'), 'pending_clearance'), at(18, '10:00')],
    [
      'already_answered',
      { kind: 'intake_request', version: 'visit', step: 'first', channel: 'email' },
      then(at(12, '09:00'), 'booked'),
      at(18, '10:00'),
    ],
  ] as const)('does not where it is not: %s', (reason, message, course, now) => {
    expect(verdictOn(message, telling(course), now)).toEqual({ go: false, reason });
  });
});

describe('a ledger', () => {
  const entry = (key: PlannedKey, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
    ...{ ...key, id: `${key.kind} ${key.step}`, state: 'planned', isTheirs: true },
    ...more,
  });

  it('is begun with what is wanted, and left alone where it has it', () => {
    const booked = telling(then(at(11, '09:00'), 'booked'));
    const { plan, again, callOff } = amendmentOf([], booked, at(11, '09:00'));
    expect(plan.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'booking_confirmation first',
      'appointment_reminder 48h',
      'appointment_reminder 24h',
    ]);
    expect([again, callOff]).toEqual([[], []]);
    const had = plan.map((one) => entry({ ...one, channel: one.channel ?? 'sms' }));
    expect(amendmentOf(had, booked, at(11, '09:00'))).toEqual({
      ...{ plan: [], again: [], callOff: [], redirect: [] },
    });
  });

  it('keeps what a change that may be undone has shaken, and plans none of it', () => {
    const moved = telling(then(at(18, '09:59'), 'booked', T2));
    const ledger = [entry(confirmation, { state: 'sent' }), entry(reminder(T1)), entry(reminder(T1, '24h'))];
    expect(amendmentOf(ledger, moved, at(18, '09:59')).callOff).toEqual([
      { id: 'appointment_reminder 24h', reason: 'moved' },
    ]);
    const { plan } = amendmentOf([], moved, at(18, '09:59'));
    expect(plan.every(({ version }) => version.startsWith(new Date(T2).toISOString()))).toBe(true);
  });

  it('keeps a reminder that waits for the morning through a move that is undone', () => {
    // Due at 10:00, the client's night; a receptionist moves the visit at 15:00 and back two minutes later.
    const there = telling(then(at(18, '15:00'), 'booked', T2));
    const ledger = [entry(confirmation, { state: 'sent' }), entry(reminder(T1))];
    expect(amendmentOf(ledger, there, at(18, '15:00')).callOff).toEqual([]);
    expect(verdictOn(entry(reminder(T1)), there, at(18, '15:01'))).toEqual({ wait: at(18, '15:03') });
    expect(verdictOn(entry(reminder(T1)), there, at(18, '15:03'))).toEqual({ go: false, reason: 'moved' });
  });

  it('takes back what was called off, and nothing that was sent, failed, or came too late', () => {
    const booked = telling(then(at(11, '09:00'), 'booked'));
    const after = (state: LedgerEntry['state'], now: number) =>
      amendmentOf([entry(confirmation, { state: 'sent' }), entry(reminder(T1), { state })], booked, now);
    expect(after('dropped', at(17, '10:00')).again).toEqual(['appointment_reminder 48h']);
    expect(after('dropped', at(18, '10:00')).again).toEqual(['appointment_reminder 48h']);
    expect(after('dropped', at(18, '10:01')).again).toEqual([]);
    for (const state of ['sent', 'delivered', 'failed', 'sending'] as const) {
      const { plan, again } = after(state, at(17, '10:00'));
      expect([plan.map(({ step }) => step), again]).toEqual([['24h'], []]);
    }
  });

  it('has a message go by the other channel where the first does not reach the client, unless a rule names it or it went out', () => {
    const booked = telling(then(at(11, '09:00'), 'booked'));
    const redirects = (state: LedgerEntry['state'], reached: readonly ('email' | 'sms')[]) =>
      amendmentOf([entry(confirmation, { state }), entry(reminder(T1))], booked, at(10, '12:01'), reached).redirect;
    expect(redirects('planned', ['sms'])).toEqual([{ id: 'booking_confirmation first', channel: 'sms' }]);
    // Called off before its time, and wanted again.
    expect(redirects('dropped', ['sms'])).toEqual([{ id: 'booking_confirmation first', channel: 'sms' }]);
    for (const reached of [[], ['email'], ['email', 'sms']] as const) expect(redirects('planned', reached)).toEqual([]);
    for (const state of ['sending', 'sent', 'delivered', 'failed'] as const)
      expect(redirects(state, ['sms'])).toEqual([]);
    const both = [entry(confirmation, { state: 'sent' }), entry({ ...confirmation, channel: 'sms' }, { id: 'other' })];
    expect(amendmentOf(both, booked, at(10, '12:01'), ['email']).redirect).toEqual([]);
  });

  it('has nothing for whoever the visit is not of any more', () => {
    const booked = telling(then(at(11, '09:00'), 'booked'));
    const theirs = amendmentOf([entry(reminder(T1), { isTheirs: false })], booked, at(11, '09:00'));
    expect(theirs.callOff).toEqual([{ id: 'appointment_reminder 48h', reason: 'superseded' }]);
    expect(theirs.plan.map(({ step }) => step)).toContain('48h');
  });
});
