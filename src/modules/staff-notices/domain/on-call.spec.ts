import { callsOf } from './on-call.js';

const MINUTE = 60_000;

describe('an alert', () => {
  it('goes to one person after the other, and then to the management', () => {
    expect(callsOf(['ann', 'bob', 'cem'], ['mia', 'bob'])).toEqual([
      { membershipId: 'ann', afterMs: 0 },
      { membershipId: 'bob', afterMs: 15 * MINUTE },
      { membershipId: 'cem', afterMs: 30 * MINUTE },
      { membershipId: 'mia', afterMs: 45 * MINUTE },
    ]);
  });

  it('goes to the management at once where nobody is on call', () => {
    expect(callsOf([], ['mia', 'noa'])).toEqual([
      { membershipId: 'mia', afterMs: 0 },
      { membershipId: 'noa', afterMs: 0 },
    ]);
  });
});
