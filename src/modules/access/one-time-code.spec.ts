import { digitsOf, enrolmentOf, stepOfCode } from './one-time-code.js';

/** RFC 6238, appendix B. */
const SECRET = new TextEncoder().encode('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('a one-time code', () => {
  // The RFC prints eight digits; the last six are those of a code of six.
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('at %i seconds is %s, of step %i', (seconds, code, step) => {
    expect(stepOfCode(SECRET, code, at(seconds))).toBe(step);
  });

  it('counts one step before and after its own, to the second, and no further', () => {
    // 081804 is of 1111111080 to 1111111110.
    expect(stepOfCode(SECRET, '081804', at(1111111080 - 30))).toBe(37037036);
    expect(stepOfCode(SECRET, '081804', at(1111111110 + 29))).toBe(37037036);
    expect(stepOfCode(SECRET, '081804', at(1111111080 - 31))).toBeUndefined();
    expect(stepOfCode(SECRET, '081804', at(1111111110 + 30))).toBeUndefined();
  });

  it('is read as an app shows it, and nothing else is one', () => {
    expect([' 081 804 ', '081804', '08180', '0818041', '08180a', ''].map(digitsOf)).toEqual([
      ...['081804', '081804'],
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  it('is enrolled by a link that names the account and nothing unusual', () => {
    const { uri, secret } = enrolmentOf(SECRET, 'olga@harbour.example');
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(uri).toBe(
      `otpauth://totp/Unknot:olga%40harbour.example?issuer=Unknot&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
