import { addressOf } from './recipient-address.js';

const none = { email: null, phone: null, guardianEmail: null, guardianPhone: null };
const all = {
  email: 'kim@a.example',
  phone: '+49 30 123-456',
  guardianEmail: 'pat@a.example',
  guardianPhone: '+44 20 7946 0000',
};

describe('where a message goes', () => {
  it('to the client', () => {
    expect(addressOf('email', all, false)).toBe('kim@a.example');
    expect(addressOf('sms', all, false)).toBe('+4930123456');
  });

  it('to a minor’s guardian', () => {
    expect(addressOf('email', all, true)).toBe('pat@a.example');
    expect(addressOf('sms', all, true)).toBe('+442079460000');
  });

  it('to a minor whose guardian cannot be reached this way', () => {
    expect(addressOf('email', { ...all, guardianEmail: null }, true)).toBe('kim@a.example');
    expect(addressOf('sms', { ...all, guardianPhone: null }, true)).toBe('+4930123456');
  });

  it('nowhere where nothing is known', () => {
    expect(addressOf('email', none, false)).toBeNull();
    expect(addressOf('sms', none, true)).toBeNull();
  });
});
