import { readPhoneNumber } from './phone-number.js';

describe('a phone number', () => {
  it.each([
    ['030 123456', 'DE'],
    ['(030) 12 34-56', 'DE'],
    ['+49 30 123456', 'DE'],
    ['+49 (0)30 / 123456', 'DE'],
    ['0049 30 123456', 'DE'],
    ['tel:+49-30-123456', 'US'],
    ['+4930123456', 'FR'],
  ])('is the same number as %s typed in %s', (text, country) => {
    expect(readPhoneNumber(text, country)).toEqual({ display: '+49 30 123456', key: '4930123456' });
  });

  it('is read by the country of the practice', () => {
    expect(readPhoneNumber('(415) 555-2671', 'US')?.key).toBe('14155552671');
    expect(readPhoneNumber('020 7946 0958', 'GB')?.key).toBe('442079460958');
  });

  it('keeps its extension, and is found without it', () => {
    expect(readPhoneNumber('415.555.2671 x12', 'US')).toEqual({
      display: '+1 415 555 2671 ext. 12',
      key: '14155552671',
    });
  });

  it.each(['', '12', 'anna', 'call 030 123456 after five', '+', '0'.repeat(40), '030 123456; DROP TABLE clients'])(
    'is not %j',
    (text) => {
      expect(readPhoneNumber(text, 'DE')).toBeNull();
    },
  );

  it('needs a country code where the practice has no known country', () => {
    expect(readPhoneNumber('030 123456', 'XX')).toBeNull();
    expect(readPhoneNumber('+49 30 123456', 'XX')?.key).toBe('4930123456');
  });
});
