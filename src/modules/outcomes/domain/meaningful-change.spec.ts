import { ChangeSize, Instrument } from './instrument.js';
import { Direction, meaningfulChange } from './meaningful-change.js';

const { PAIN, PATIENT_SPECIFIC_FUNCTION, BACK_DISABILITY, NECK_DISABILITY, SLEEP_QUALITY, GLOBAL_CHANGE } = Instrument;
const { BETTER, SAME, WORSE } = Direction;

describe('meaningful change (DOMAIN.md, Outcomes)', () => {
  it.each([
    [PAIN, 7, 5, BETTER, true],
    [PAIN, 7, 6, BETTER, false],
    [PAIN, 3, 5, WORSE, true],
    [PAIN, 4, 4, SAME, false],
    [BACK_DISABILITY, 40, 28, BETTER, true],
    [BACK_DISABILITY, 40, 29, BETTER, false],
    [BACK_DISABILITY, 28, 40, WORSE, true],
    [NECK_DISABILITY, 40, 26, BETTER, true],
    [NECK_DISABILITY, 40, 27, BETTER, false],
    [SLEEP_QUALITY, 2, 9, BETTER, false],
    [SLEEP_QUALITY, 9, 2, WORSE, false],
    [GLOBAL_CHANGE, -7, 7, BETTER, false],
  ])('%s from %d to %d is %s; meaningful: %s', (instrument, from, to, direction, meaningful) => {
    const change = meaningfulChange(instrument, from, to);
    expect(change).toEqual({ difference: to - from, direction, meaningful, size: null });
  });

  it.each([
    [5, 6.2, null],
    [6, 7.3, ChangeSize.SMALL],
    [5, 7.2, ChangeSize.SMALL],
    [5, 7.3, ChangeSize.MEDIUM],
    [5, 7.6, ChangeSize.MEDIUM],
    [5, 7.7, ChangeSize.LARGE],
    [7.7, 5, ChangeSize.LARGE],
  ])('PSFS from %d to %d is of size %s', (from, to, size) => {
    const change = meaningfulChange(PATIENT_SPECIFIC_FUNCTION, from, to);
    expect(change).toMatchObject({ size, meaningful: size !== null, direction: to > from ? BETTER : WORSE });
  });

  it('sees through binary fractions: 7.3 - 6 is 1.3', () => {
    expect(meaningfulChange(PATIENT_SPECIFIC_FUNCTION, 6, 7.3).difference).toBe(1.3);
  });
});
