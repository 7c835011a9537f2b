import { InvalidInput } from '../../../kernel/index.js';

/** A licence lets its holder practise in a jurisdiction; a certification says what they have learnt. */
export enum LicenceKind {
  LICENCE = 'licence',
  CERTIFICATION = 'certification',
}

export enum LicenceStatus {
  ACTIVE = 'active',
  SUSPENDED = 'suspended',
  REVOKED = 'revoked',
}

/** What a licence says, as it was read off the document. Dates are YYYY-MM-DD, both valid ones. */
export interface LicenceText {
  readonly kind: LicenceKind;
  readonly type: string;
  readonly number: string;
  readonly jurisdiction: string;
  readonly issuedOn: string;
  /** Null where it does not end. */
  readonly expiresOn: string | null;
}

interface LicenceState extends Pick<LicenceText, 'kind' | 'jurisdiction' | 'issuedOn' | 'expiresOn'> {
  readonly status: LicenceStatus;
  readonly verifiedAt: Date | null;
}

/** What of a clinic decides who may treat there. */
interface LicencePolicy {
  readonly jurisdiction: string;
  readonly licenceRequired: boolean;
}

/**
 * Whether somebody with these licences may be booked at a clinic on a date of its calendar (DOMAIN.md, Records, consent,
 * licences). A licence counts once it is verified and while it is active, its first and last date included.
 * @param date YYYY-MM-DD
 */
export function isLicensed(licences: readonly LicenceState[], clinic: LicencePolicy, date: string): boolean {
  if (!clinic.licenceRequired) return true;
  return licences.some(
    ({ kind, status, verifiedAt, jurisdiction, issuedOn, expiresOn }) =>
      kind === LicenceKind.LICENCE &&
      status === LicenceStatus.ACTIVE &&
      verifiedAt !== null &&
      jurisdiction === clinic.jurisdiction &&
      issuedOn <= date &&
      (expiresOn === null || date <= expiresOn),
  );
}

const TEXT: readonly (keyof LicenceText)[] = ['kind', 'type', 'number', 'jurisdiction', 'issuedOn', 'expiresOn'];

/** Whether two versions of a licence say the same, so that what was verified of the one holds for the other. */
export const saysTheSame = (one: LicenceText, other: LicenceText): boolean =>
  TEXT.every((field) => one[field] === other[field]);

/** Throws `InvalidInput` where the licence would end before it is issued. */
export function refuseEndBeforeIssue({ issuedOn, expiresOn }: Pick<LicenceText, 'issuedOn' | 'expiresOn'>): void {
  if (expiresOn === null || issuedOn <= expiresOn) return;
  throw InvalidInput.of('expiresOn', 'order', 'expiresOn must not be before issuedOn');
}
