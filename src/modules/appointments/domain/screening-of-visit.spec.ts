import { VerdictLevel } from '../../screening/domain/index.js';
import { afterRescreening, bookableAs, isDeferred, needsDecision, screeningLabelOf } from './screening-of-visit.js';
import type { ArrivalAnswer } from './screening-of-visit.js';
import type { Status } from './status.js';

const { CLEAR, NOT_SCREENED, ADAPT, CLEARANCE, DEFER, EMERGENCY } = VerdictLevel;
const LEVELS = Object.values(VerdictLevel);
const HOUR = 3_600_000;

describe('a booking', () => {
  it.each([
    [CLEAR, 'booked'],
    [NOT_SCREENED, 'booked'],
    [ADAPT, 'booked'],
    [CLEARANCE, 'pending_clearance'],
    [DEFER, null],
    [EMERGENCY, null],
  ])('with the verdict %s may be %s', (level, status) => {
    expect(bookableAs(level, { start: 100 * HOUR, now: 0 })).toBe(status);
  });

  it('waits for a clearance only where its slot would not be released at once: 24 hours before', () => {
    expect(bookableAs(CLEARANCE, { start: 24 * HOUR + 1, now: 0 })).toBe('pending_clearance');
    expect(bookableAs(CLEARANCE, { start: 24 * HOUR, now: 0 })).toBeNull();
    expect(bookableAs(ADAPT, { start: HOUR, now: 0 })).toBe('booked');
  });
});

describe('a session', () => {
  const fine = { level: CLEAR, accepted: CLEAR, unscreened: false, arrivalAnswer: null, decided: false };

  it.each([
    ['clear', {}, false],
    ['nothing new', { arrivalAnswer: 'nothing_new' as ArrivalAnswer }, false],
    ['something to tell', { arrivalAnswer: 'ask_therapist' as ArrivalAnswer }, true],
    ['adaptations that were known', { level: ADAPT, accepted: ADAPT }, false],
    ['adaptations that are new', { level: ADAPT, accepted: CLEAR }, true],
    ['adaptations since the first answers', { level: ADAPT, accepted: NOT_SCREENED }, true],
    ['no answers', { level: NOT_SCREENED, accepted: NOT_SCREENED, unscreened: true }, true],
    ['an open question beside adaptations', { level: ADAPT, accepted: ADAPT, unscreened: true }, true],
    ['a clearance that is missing', { level: CLEARANCE, accepted: CLEARANCE }, true],
    ['milder than it was taken on', { level: CLEAR, accepted: ADAPT }, false],
  ])('%s: starts after a decision only: %#', (_, change, needed) => {
    expect(needsDecision({ ...fine, ...change })).toBe(needed);
    expect(needsDecision({ ...fine, ...change, decided: true })).toBe(false);
  });

  it('never starts without a decision where it needs no less than new answers', () => {
    for (const level of LEVELS.filter(isDeferred))
      expect(needsDecision({ ...fine, level, accepted: level })).toBe(true);
    expect(LEVELS.filter(isDeferred)).toEqual([DEFER, EMERGENCY]);
  });
});

describe('a visit that stands', () => {
  const visit = {
    ...{ status: 'booked' as Status, screeningLevel: CLEAR, screeningAccepted: CLEAR, awaitsTherapist: false },
    arrivalAnswer: null,
  };
  const said = (level: VerdictLevel, decided = false) => ({ level, decided, unscreened: level === NOT_SCREENED });

  it.each(['booked', 'confirmed', 'arrived', 'pending_clearance'] as const)(
    'keeps its slot while %s, whatever is said of it',
    (status) => {
      for (const level of LEVELS) {
        const after = afterRescreening({ ...visit, status, screeningAccepted: CLEARANCE }, said(level));
        const cleared = status === 'pending_clearance' && [CLEAR, NOT_SCREENED, ADAPT].includes(level);
        expect([level, after.status]).toEqual([level, cleared ? 'booked' : status]);
      }
    },
  );

  it('goes to its therapist once it is worse than it was taken on, and comes back when it is not', () => {
    const worse = afterRescreening(visit, said(DEFER));
    expect(worse).toMatchObject({ screeningLevel: DEFER, screeningAccepted: CLEAR, awaitsTherapist: true });
    expect(afterRescreening(worse, said(CLEAR))).toEqual(visit);
  });

  it('is taken on as it is by whoever decides about it', () => {
    const worse = afterRescreening(visit, said(ADAPT));
    const decided = afterRescreening(worse, said(ADAPT, true));
    expect(decided).toMatchObject({ screeningAccepted: ADAPT, awaitsTherapist: false });
    expect(afterRescreening(decided, said(ADAPT))).toBe(decided);
    expect(afterRescreening(decided, said(CLEARANCE))).toMatchObject({ awaitsTherapist: true });
  });

  it('is taken on as mild as it has become', () => {
    const mild = afterRescreening({ ...visit, screeningLevel: ADAPT, screeningAccepted: ADAPT }, said(CLEAR));
    expect(mild).toMatchObject({ screeningAccepted: CLEAR });
    expect(afterRescreening(mild, said(ADAPT))).toMatchObject({ awaitsTherapist: true });
  });

  it('stays the same where nothing is new', () => {
    expect(afterRescreening(visit, said(CLEAR))).toBe(visit);
  });

  it('from before there was screening is taken on as it is found', () => {
    const old = { ...visit, screeningLevel: null, screeningAccepted: null };
    expect(afterRescreening(old, said(NOT_SCREENED))).toMatchObject({
      ...{ screeningLevel: NOT_SCREENED, screeningAccepted: NOT_SCREENED, awaitsTherapist: false },
    });
  });

  it('of a client who is here waits for the therapist as long as a decision is needed', () => {
    const here = {
      ...visit,
      status: 'arrived' as Status,
      screeningLevel: NOT_SCREENED,
      screeningAccepted: NOT_SCREENED,
    };
    expect(afterRescreening(here, said(NOT_SCREENED)).awaitsTherapist).toBe(true);
    expect(afterRescreening({ ...here, awaitsTherapist: true }, said(NOT_SCREENED, true)).awaitsTherapist).toBe(false);
    const asks = { ...here, arrivalAnswer: 'ask_therapist' as ArrivalAnswer };
    expect(afterRescreening(asks, said(CLEAR)).awaitsTherapist).toBe(true);
  });

  it('shows staff a label, and no level that nobody has looked at', () => {
    expect(screeningLabelOf({ clientId: 'c', screeningLevel: CLEARANCE })).toBe('clearance_needed');
    expect(screeningLabelOf({ clientId: 'c', screeningLevel: null })).toBe('not_screened');
    expect(screeningLabelOf({ clientId: null, screeningLevel: null })).toBeNull();
  });
});
