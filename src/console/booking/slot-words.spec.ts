import type { OfferedSlotFragment, SlotReason } from '../api/generated/graphql.js';
import { byDate, reasonWords, therapistWords, timeLeft } from './slot-words.js';
import { intervalWords } from '../clients/plan-words.js';

type Offered = OfferedSlotFragment['therapists'][number];

const therapist = (name: string, reasons: SlotReason[] = []): Offered => ({
  ...{ __typename: 'SlotTherapist', therapistId: name, reasons },
  therapist: { __typename: 'Therapist', id: name, name },
});
const slot = (localDate: string, time: string, therapists: Offered[] = []): OfferedSlotFragment => ({
  ...{ __typename: 'OpenSlot', localDate, therapists },
  ...{ startsAt: `${localDate}T${time}:00Z`, endsAt: `${localDate}T23:00:00Z` },
});

describe('slots by date', () => {
  it('come in the order of their best one, each date once', () => {
    const [best, next, third] = [slot('2026-03-10', '15:00'), slot('2026-03-09', '10:00'), slot('2026-03-10', '09:00')];
    expect(byDate([best, next, third])).toEqual([
      { date: '2026-03-10', slots: [best, third] },
      { date: '2026-03-09', slots: [next] },
    ]);
  });
});

describe('the words of a slot', () => {
  it('name who fits best, and say how many others are free', () => {
    expect(therapistWords({ therapists: [therapist('Tara')] })).toBe('Tara');
    expect(therapistWords({ therapists: [therapist('Tara'), therapist('Nils'), therapist('Ida')] })).toBe(
      'Tara (2 more free)',
    );
  });

  it('say why, by the one who fits best', () => {
    const therapists = [therapist('Tara', ['PREFERRED_THERAPIST', 'FEWER_GAPS']), therapist('Nils', ['FEWER_GAPS'])];
    expect(reasonWords({ therapists })).toBe('the therapist they prefer, leaves no gap in the day');
    expect(reasonWords({ therapists: [therapist('Nils')] })).toBe('');
  });
});

describe('a hold', () => {
  it.each([
    ['10:00:00', '4:05'],
    ['10:03:55.500', '0:10'],
    ['10:04:05', null],
    ['10:30:00', null],
  ])('at %s has %s left', (now, left) => {
    expect(timeLeft('2026-03-09T10:04:05Z', Date.parse(`2026-03-09T${now}Z`))).toBe(left);
  });
});

describe('an interval', () => {
  it.each([
    ['P7D', 'every 7 days'],
    ['P1M', 'every month'],
    ['P2M', 'every 2 months'],
    ['PT5M', 'PT5M'],
  ])('%s is %s', (interval, words) => {
    expect(intervalWords(interval)).toBe(words);
  });
});
