import { isSignedByProvider } from './twilio-signature.js';

// As Twilio publishes them for those who write libraries.
const TOKEN = '12345';
const URL = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const CALL = {
  CallSid: 'CA1234567890ABCDE',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
  Caller: '+14158675309',
};
const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';
const REPEATED = { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] };

describe('a request of the provider', () => {
  it.each([
    [CALL, SIGNATURE],
    [REPEATED, 'IK+Dwps556ElfBT0I3Rgjkr1wJU='],
    [{ ...CALL, Caller: '+14158675310', From: '+14158675310' }, 'GvWf1cFY/Q7PnoempGyD5oXAezc='],
  ])('is known by its signature, as in published example %#', (fields, signature) => {
    expect(isSignedByProvider(TOKEN, { url: URL, fields, signature })).toBe(true);
  });

  it.each([
    ['another field', { fields: { ...CALL, Digits: '1235' } }],
    ['one field more', { fields: { ...CALL, Extra: '' } }],
    ['one field less', { fields: { ...CALL, Digits: [] } }],
    ['another address', { url: `${URL}&baz=3` }],
    ['no signature', { signature: '' }],
    ['another signature', { signature: SIGNATURE.replace('R', 'r') }],
    ['more behind the signature', { signature: `${SIGNATURE}=` }],
    ['letters of two bytes in the signature', { signature: `${SIGNATURE.slice(1)}é` }],
  ])('is none with %s', (_, changed) => {
    expect(isSignedByProvider(TOKEN, { url: URL, fields: CALL, signature: SIGNATURE, ...changed })).toBe(false);
  });

  it('is none of another account', () => {
    expect(isSignedByProvider('12346', { url: URL, fields: CALL, signature: SIGNATURE })).toBe(false);
  });
});
