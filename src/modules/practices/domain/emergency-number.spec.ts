import { EMERGENCY_NUMBER, emergencyNumber, emergencyNumberAt } from './emergency-number.js';

describe('the number that calls help', () => {
  it.each([
    ['DE', '112'],
    ['US', '911'],
    ['GB', '999'],
    ['AU', '000'],
    ['NZ', '111'],
    ['BR', null],
    ['__', null],
    ['AQ', null],
  ])('in %s is %s', (country, number) => {
    expect(emergencyNumber(country)).toBe(number);
  });

  it('at a clinic is its own, or that of the country that its jurisdiction lies in', () => {
    expect(emergencyNumberAt({ emergencyNumber: null, jurisdiction: 'US-CA' })).toBe('911');
    expect(emergencyNumberAt({ emergencyNumber: '144', jurisdiction: 'CH' })).toBe('144');
    expect(emergencyNumberAt({ emergencyNumber: null, jurisdiction: 'AQ' })).toBeNull();
  });

  it.each([
    ['112', true],
    ['+4930123456', true],
    ['1', false],
    ['112 or 110', false],
    ['tel:112', false],
  ])('may be %s: %s', (number, may) => {
    expect(EMERGENCY_NUMBER.test(number)).toBe(may);
  });
});
