import { InvalidInput } from '../../../kernel/index.js';
import { isLicensed, LicenceKind, LicenceStatus, refuseEndBeforeIssue, saysTheSame } from './licence.js';

const licence = {
  kind: LicenceKind.LICENCE,
  type: 'Heilpraktiker',
  number: 'HP-1',
  jurisdiction: 'DE',
  issuedOn: '2026-01-10',
  expiresOn: '2026-06-30',
  status: LicenceStatus.ACTIVE,
  verifiedAt: new Date('2026-01-12T09:00:00Z'), // 10:00 in Berlin
};
const berlin = { jurisdiction: 'DE', licenceRequired: true };

describe('a therapist is licensed', () => {
  it.each([
    ['the day before the first valid date', '2026-01-09', false],
    ['on the first valid date', '2026-01-10', true],
    ['on the last valid date', '2026-06-30', true],
    ['the day after the last valid date', '2026-07-01', false],
  ])('%s (%s): %s', (_, date, licensed) => {
    expect(isLicensed([licence], berlin, date)).toBe(licensed);
  });

  it('for good by a licence without an end', () => {
    expect(isLicensed([{ ...licence, expiresOn: null }], berlin, '2099-12-31')).toBe(true);
  });

  it.each([
    ['nobody has verified', { verifiedAt: null }],
    ['is suspended', { status: LicenceStatus.SUSPENDED }],
    ['is revoked', { status: LicenceStatus.REVOKED }],
    ['counts elsewhere', { jurisdiction: 'DE-BY' }],
    ['is a certification', { kind: LicenceKind.CERTIFICATION }],
  ])('by none that %s', (_, difference) => {
    expect(isLicensed([{ ...licence, ...difference }], berlin, '2026-03-01')).toBe(false);
  });

  it('by the one that counts among several', () => {
    const ended = { ...licence, expiresOn: '2026-02-01' };
    expect(isLicensed([ended, licence], berlin, '2026-03-01')).toBe(true);
  });

  it('without any where the clinic asks for none', () => {
    expect(isLicensed([], { ...berlin, licenceRequired: false }, '2026-03-01')).toBe(true);
  });
});

describe('what was verified of a licence', () => {
  it.each([
    ['kind', LicenceKind.CERTIFICATION],
    ['type', 'Physiotherapeut'],
    ['number', 'HP-2'],
    ['jurisdiction', 'AT'],
    ['issuedOn', '2026-01-11'],
    ['expiresOn', null],
  ])('does not hold for another %s', (field, value) => {
    expect(saysTheSame(licence, { ...licence, [field]: value })).toBe(false);
  });

  it('holds whatever the status', () => {
    expect(saysTheSame(licence, { ...licence, ...{ status: LicenceStatus.SUSPENDED } })).toBe(true);
  });
});

describe('a licence that would end before it is issued', () => {
  it('is refused', () => {
    const backwards = () => refuseEndBeforeIssue({ issuedOn: '2026-01-10', expiresOn: '2026-01-09' });
    expect(backwards).toThrow(InvalidInput);
    expect(backwards).toThrow('expiresOn must not be before issuedOn');
  });

  it('is none that ends on that day, or never', () => {
    expect(() => refuseEndBeforeIssue({ issuedOn: '2026-01-10', expiresOn: '2026-01-10' })).not.toThrow();
    expect(() => refuseEndBeforeIssue({ issuedOn: '2026-01-10', expiresOn: null })).not.toThrow();
  });
});
