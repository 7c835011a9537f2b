import type { SchedulingFacts } from '../../scheduling/domain/index.js';
import { choosePlacement } from './choose-placement.js';
import type { Wish } from './choose-placement.js';

const HOUR = 3_600_000;
/** A Monday at 00:00 UTC, which is the clinic's zone here. */
const MONDAY = Date.UTC(2026, 10, 30);
const at = (hour: number): number => MONDAY + hour * HOUR;
const daily = (starts: string, ends: string) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, starts, ends, validFrom: null, validTo: null }));

const therapist = (therapistId: string, busy: { start: number; end: number }[] = [], technique = 'swedish') => ({
  ...{ therapistId, busy, timeOff: [], licences: [], conditions: [] },
  hours: [{ clinicId: 'quay', weekly: daily('09:00', '17:00'), exceptions: [] }],
  techniques: [{ technique, years: 3 }],
});
const room = (roomId: string, busy: { start: number; end: number }[] = [], features = ['table']) => ({
  ...{ roomId, busy, features, clinicId: 'quay', turnoverMinutes: 0, closures: [] },
});
const taken = { start: at(10), end: at(11) };

const facts = (change: Partial<SchedulingFacts> = {}): SchedulingFacts => ({
  now: at(0),
  service: {
    technique: 'swedish',
    durationMinutes: 60,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    requiredFeatures: ['table'],
  },
  clinics: [
    {
      ...{ clinicId: 'quay', zone: 'UTC', openingHours: daily('08:00', '20:00'), closures: [], slotStepMinutes: 15 },
      ...{ minimumNoticeMinutes: 0, horizonDays: 30, jurisdiction: 'DE', licenceRequired: false },
    },
  ],
  therapists: [therapist('ann'), therapist('bea')],
  rooms: [room('elm'), room('oak')],
  clientBusy: [],
  ...change,
});
const wish: Wish = { clinicId: 'quay', start: at(10), therapistId: null, roomId: null, override: false };

describe('the place of a visit', () => {
  it('is anybody who is free, in any room that is', () => {
    const one = facts({
      therapists: [therapist('ann', [taken]), therapist('bea')],
      rooms: [room('elm', [taken]), room('oak')],
    });
    expect(choosePlacement(one, wish)).toEqual({
      ok: true,
      value: { therapistId: 'bea', roomId: 'oak', overridden: [] },
    });
  });

  it('is with the preferred therapist where they are free', () => {
    const preferring = { ...wish, ranking: { preferredTherapistId: 'bea' } };
    expect(choosePlacement(facts(), preferring)).toMatchObject({ value: { therapistId: 'bea' } });
    const busy = facts({ therapists: [therapist('ann'), therapist('bea', [taken])] });
    expect(choosePlacement(busy, preferring)).toMatchObject({ value: { therapistId: 'ann' } });
  });

  it('keeps its room where that is free', () => {
    expect(choosePlacement(facts(), { ...wish, keepRoomId: 'oak' })).toMatchObject({ value: { roomId: 'oak' } });
    const busy = facts({ rooms: [room('elm'), room('oak', [taken])] });
    expect(choosePlacement(busy, { ...wish, keepRoomId: 'oak' })).toMatchObject({ value: { roomId: 'elm' } });
  });

  it('is the named therapist and room or nothing', () => {
    const busy = facts({ therapists: [therapist('ann', [taken]), therapist('bea')] });
    const named = { ...wish, therapistId: 'ann', roomId: 'elm' };
    expect(choosePlacement(busy, named)).toEqual({ ok: false, refusal: [{ code: 'therapist_busy' }] });
  });

  it('outside the schedule needs an override, which is kept by rule', () => {
    const early = { ...wish, start: at(8) };
    expect(choosePlacement(facts(), early)).toEqual({ ok: false, refusal: [{ code: 'outside_working_hours' }] });
    expect(choosePlacement(facts(), { ...early, override: true })).toMatchObject({
      value: { overridden: ['outside_working_hours'] },
    });
  });

  it('is not to be had by an override where somebody is taken', () => {
    const busy = facts({ therapists: [therapist('ann', [{ start: at(8), end: at(9) }])] });
    const outcome = choosePlacement(busy, { ...wish, start: at(8), override: true });
    expect(outcome).toEqual({ ok: false, refusal: [{ code: 'outside_working_hours' }, { code: 'therapist_busy' }] });
  });

  it('by an override passes over whoever is taken', () => {
    const busy = facts({ therapists: [therapist('ann', [{ start: at(8), end: at(9) }]), therapist('bea')] });
    expect(choosePlacement(busy, { ...wish, start: at(8), override: true })).toMatchObject({
      value: { therapistId: 'bea' },
    });
  });

  it('is refused for what stands nearest in the way', () => {
    const both = facts({ therapists: [therapist('ann', [taken], 'shiatsu'), therapist('bea', [taken])] });
    expect(choosePlacement(both, wish)).toEqual({ ok: false, refusal: [{ code: 'therapist_busy' }] });
  });

  it('is nowhere without a therapist or a room that could serve', () => {
    expect(choosePlacement(facts({ therapists: [] }), wish)).toEqual({
      ok: false,
      refusal: [{ code: 'not_qualified' }],
    });
    expect(choosePlacement(facts({ rooms: [] }), wish)).toEqual({
      ok: false,
      refusal: [{ code: 'room_lacks_feature', features: ['table'] }],
    });
  });
});
