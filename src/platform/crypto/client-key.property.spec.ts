import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { ClientKey } from './client-key.js';
import type { Place } from './client-key.js';
import { DoesNotOpen } from './sealing.js';

const place: fc.Arbitrary<Place> = fc.record({
  table: fc.constantFrom('intake_notes', 'session_notes'),
  column: fc.constantFrom('answers', 'content'),
  rowId: fc.uuid(),
});
const [PRACTICE, CLIENT] = ['0198f000-0000-7000-8000-000000000001', '0198f000-0000-7000-8000-000000000002'];
const key = randomBytes(32);
const clientKey = new ClientKey(PRACTICE, CLIENT, key);

describe('what a client’s key has sealed', () => {
  it('opens where it stands, whatever it is', () => {
    fc.assert(
      fc.property(place, fc.string({ unit: 'binary' }), (at, text) => {
        expect(clientKey.open(at, clientKey.seal(at, text))).toBe(text);
      }),
    );
  });

  it('opens where it stands, in whichever letters the id of the row came', () => {
    fc.assert(
      fc.property(place, fc.string(), (at, text) => {
        const asked = { ...at, rowId: at.rowId.toUpperCase() };
        expect(clientKey.open(at, clientKey.seal(asked, text))).toBe(text);
      }),
    );
  });

  it('shows nothing of the text, and never the same bytes twice', () => {
    const at = { table: 'session_notes', column: 'content', rowId: CLIENT };
    const [one, two] = [clientKey.seal(at, 'sciatica, left'), clientKey.seal(at, 'sciatica, left')];
    expect(one.includes('sciatica')).toBe(false);
    expect(one.equals(two)).toBe(false);
  });

  it('opens at no other place', () => {
    fc.assert(
      fc.property(place, place, fc.string(), (at, elsewhere, text) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(elsewhere));
        expect(() => clientKey.open(elsewhere, clientKey.seal(at, text))).toThrow(DoesNotOpen);
      }),
    );
  });

  it('opens for no other client and in no other practice, though the key were the same', () => {
    const at = { table: 'session_notes', column: 'content', rowId: CLIENT };
    const sealed = clientKey.seal(at, 'a');
    expect(() => new ClientKey(PRACTICE, PRACTICE, key).open(at, sealed)).toThrow(DoesNotOpen);
    expect(() => new ClientKey(CLIENT, CLIENT, key).open(at, sealed)).toThrow(DoesNotOpen);
    expect(() => new ClientKey(PRACTICE, CLIENT, randomBytes(32)).open(at, sealed)).toThrow(DoesNotOpen);
  });

  it('does not open once a bit of it was changed, or its end was cut off', () => {
    fc.assert(
      fc.property(place, fc.string(), fc.nat(), fc.integer({ min: 0, max: 7 }), (at, text, byte, bit) => {
        const sealed = clientKey.seal(at, text);
        const changed = Buffer.from(sealed);
        changed[byte % sealed.length]! ^= 1 << bit;
        expect(() => clientKey.open(at, changed)).toThrow(DoesNotOpen);
        expect(() => clientKey.open(at, sealed.subarray(0, byte % sealed.length))).toThrow(DoesNotOpen);
      }),
    );
  });
});
