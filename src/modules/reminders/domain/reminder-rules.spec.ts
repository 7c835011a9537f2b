import { reminderDue, remindersOf } from './reminder-rules.js';
import type { DatedRule } from './reminder-rules.js';

const utc = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString().replace(':00.000Z', 'Z');

describe('when a reminder is due', () => {
  it.each([
    // Berlin puts its clock forward on 28 March 2027 (23 hours), and back on 31 October (25 hours).
    ['Europe/Berlin', '2027-03-29T10:00+02:00', 48, '2027-03-27T09:00Z', 'the same 10:00 two days before'],
    ['Europe/Berlin', '2027-03-29T10:00+02:00', 24, '2027-03-28T08:00Z', '10:00 on the day of change'],
    ['Europe/Berlin', '2027-03-28T10:00+02:00', 24, '2027-03-27T09:00Z', '23 hours before'],
    ['Europe/Berlin', '2027-03-29T02:30+02:00', 24, '2027-03-28T01:30Z', '02:30 is skipped: 03:30'],
    ['Europe/Berlin', '2027-10-31T10:00+01:00', 24, '2027-10-30T08:00Z', '25 hours before'],
    ['Europe/Berlin', '2027-11-01T02:30+01:00', 24, '2027-10-31T00:30Z', '02:30 comes twice: the first'],
    // New York on 14 March and 7 November 2027.
    ['America/New_York', '2027-03-15T09:00-04:00', 48, '2027-03-13T14:00Z', '09:00 two days before'],
    ['America/New_York', '2027-11-07T18:00-05:00', 24, '2027-11-06T22:00Z', '18:00 the day before'],
    // Lord Howe moves by half an hour, on 4 April and 3 October 2027.
    ['Australia/Lord_Howe', '2027-04-04T10:00+10:30', 24, '2027-04-02T23:00Z', '10:00 the day before'],
    ['Australia/Lord_Howe', '2027-10-04T10:00+11:00', 48, '2027-10-01T23:30Z', '10:00 two days before'],
    // Less than a day is elapsed time.
    ['Europe/Berlin', '2027-03-28T04:00+02:00', 3, '2027-03-27T23:00Z', 'three hours before, on the clock four'],
    ['Europe/Berlin', '2027-07-20T10:00+02:00', 27, '2027-07-19T05:00Z', 'a day and three hours'],
  ])('%s, a visit at %s, %d h: %s (%s)', (zone, start, leadHours, due) => {
    expect(iso(reminderDue({ leadHours }, utc(start), zone))).toBe(due);
  });
});

describe('reminders after a change of the rules', () => {
  const HOUR = 3_600_000;
  /** Hours before the visit. */
  const before = (hours: number): number => start - hours * HOUR;
  const start = utc('2027-07-20T08:00Z');
  const rule = (leadHours: number, channel: 'email' | 'sms', added = 0, removed: number | null = null): DatedRule => ({
    ...{ leadHours, channel, onlyUnconfirmed: false, addedAt: added, removedAt: removed },
  });
  const steps = (...rules: DatedRule[]): string[] =>
    remindersOf(rules, { start, zone: 'UTC', from: before(24 * 10) }).map((one) => `${one.leadHours} ${one.channel}`);
  /** The rule of 48 hours by e-mail became this one, so many hours before the visit. */
  const changed = (hours: number, ...to: [number, 'email' | 'sms'][]): string[] =>
    steps(rule(48, 'email', 0, before(hours)), ...to.map(([lead, channel]) => rule(lead, channel, before(hours))));

  it('go by the new rule where its time is still ahead', () => {
    expect(changed(100, [72, 'email'])).toEqual(['72 email']);
    expect(changed(100, [24, 'email'])).toEqual(['24 email']);
    expect(changed(60, [24, 'email'])).toEqual(['24 email']);
  });

  it('keep the old one where the new rule comes too late for the visit', () => {
    expect(changed(60, [72, 'email'])).toEqual(['48 email']);
    expect(changed(60, [72, 'email'], [24, 'sms'])).toEqual(['24 sms', '48 email']);
  });

  it('send nothing at once, and nothing a second time', () => {
    // The old one has been sent by then.
    expect(changed(40, [72, 'email'])).toEqual(['48 email']);
    expect(steps(rule(72, 'email', before(40)))).toEqual([]);
  });

  it('leave nobody without any where the channel is another one now', () => {
    expect(changed(60, [72, 'sms'])).toEqual(['48 email']);
    expect(changed(60, [24, 'sms'])).toEqual(['24 sms']);
  });

  it('end where the practice wants none any more', () => {
    expect(changed(60)).toEqual([]);
  });

  it('leave what was due before, which may wait for the morning', () => {
    expect(changed(40)).toEqual(['48 email']);
    expect(changed(40, [24, 'email'])).toEqual(['24 email', '48 email']);
  });

  it('of one lead time that was taken away and put back are one', () => {
    expect(
      steps(rule(48, 'email', 0, before(60)), rule(72, 'email', before(60), before(50)), rule(48, 'email', before(50))),
    ).toEqual(['48 email']);
    expect(
      steps(rule(48, 'email', 0, before(60)), rule(72, 'email', before(60), before(40)), rule(48, 'email', before(40))),
    ).toEqual(['48 email']);
  });
});
