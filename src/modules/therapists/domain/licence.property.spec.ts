import fc from 'fast-check';
import { isLicensed, LicenceKind, LicenceStatus } from './licence.js';

const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`);
const licence = fc.record({
  kind: fc.constantFrom(...Object.values(LicenceKind)),
  jurisdiction: fc.constantFrom('DE', 'AT'),
  issuedOn: date,
  expiresOn: fc.option(date),
  status: fc.constantFrom(...Object.values(LicenceStatus)),
  verifiedAt: fc.option(fc.constant(new Date('2026-01-01T00:00:00Z'))),
});
const berlin = { jurisdiction: 'DE', licenceRequired: true };

test('one more licence never takes the right to be booked away', () => {
  fc.assert(
    fc.property(fc.array(licence), licence, date, (licences, more, on) => {
      if (isLicensed(licences, berlin, on)) expect(isLicensed([...licences, more], berlin, on)).toBe(true);
    }),
  );
});

test('several licences allow what one of them allows, and no more', () => {
  fc.assert(
    fc.property(fc.array(licence), date, (licences, on) => {
      const byOne = licences.some((one) => isLicensed([one], berlin, on));
      expect(isLicensed(licences, berlin, on)).toBe(byOne);
    }),
  );
});

test('an earlier end never allows more', () => {
  fc.assert(
    fc.property(licence, date, date, (one, earlier, on) => {
      fc.pre(one.expiresOn === null || earlier <= one.expiresOn);
      if (isLicensed([{ ...one, expiresOn: earlier }], berlin, on)) expect(isLicensed([one], berlin, on)).toBe(true);
    }),
  );
});
