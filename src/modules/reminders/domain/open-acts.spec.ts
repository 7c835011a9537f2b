import { openActs } from './open-acts.js';
import type { OpenActs } from './open-acts.js';
import type { VisitStatus } from './course.js';

const start = Date.parse('2027-03-29T10:00+02:00');
const at = (status: VisitStatus, now: string, noticeHours = 24): OpenActs =>
  openActs({ status, start, zone: 'Europe/Berlin', noticeHours }, Date.parse(now));

describe('what a client may do about a visit', () => {
  it.each([
    // The clock goes forward on 28 March: the day before has 23 hours.
    ['booked', '2027-03-28T10:00+02:00', { confirm: true, change: 'open' }],
    ['booked', '2027-03-28T10:01+02:00', { confirm: true, change: 'late' }],
    ['confirmed', '2027-03-20T10:00+01:00', { confirm: false, change: 'open' }],
    ['pending_clearance', '2027-03-20T10:00+01:00', { confirm: false, change: 'open' }],
    ['booked', '2027-03-29T09:59+02:00', { confirm: true, change: 'late' }],
    ['booked', '2027-03-29T10:00+02:00', { confirm: false, change: 'closed' }],
    ['arrived', '2027-03-29T09:00+02:00', { confirm: false, change: 'closed' }],
    ['cancelled', '2027-03-20T10:00+01:00', { confirm: false, change: 'closed' }],
    ['completed', '2027-03-30T10:00+02:00', { confirm: false, change: 'closed' }],
  ] as const)('%s at %s', (status, now, open) => {
    expect(at(status, now)).toEqual(open);
  });

  it('is the practice’s to say: until the start, or two days before', () => {
    expect(at('booked', '2027-03-29T09:59+02:00', 0).change).toBe('open');
    expect(at('booked', '2027-03-27T10:00+01:00', 48).change).toBe('open');
    expect(at('booked', '2027-03-27T10:01+01:00', 48).change).toBe('late');
  });
});
