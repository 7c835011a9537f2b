import { Secret, TOTP } from 'otpauth';

/** As authenticator apps expect it when they are told nothing else (RFC 6238; Google's key URI format). */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps to either side of now that a code may be of: for clocks that differ, and for slow fingers (RFC 6238, 5.2). */
const WINDOW = 1;
const STEP_MS = FORM.period * 1000;

/** RFC 4226, 4: as many bits as the hash has. */
export const SECRET_BYTES = 20;

/** What an authenticator app takes: as a link or QR code, and typed by hand. */
export interface Enrolment {
  /** `otpauth://totp/…` */
  readonly uri: string;
  /** Base32. */
  readonly secret: string;
}

/** `account` is what the app lists it under. */
export function enrolmentOf(secret: Uint8Array, account: string): Enrolment {
  const totp = new TOTP({ ...FORM, issuer: 'Unknot', label: account, secret: secretOf(secret) });
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/** The time step that a code is of, where it is one around `at`. */
export function stepOfCode(secret: Uint8Array, code: string, at: Date): number | undefined {
  const timestamp = at.getTime();
  const delta = new TOTP({ ...FORM, secret: secretOf(secret) }).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / STEP_MS) + delta;
}

/** The digits of a code from an authenticator app, which shows them in groups. Undefined for anything else. */
export const digitsOf = (typed: string): string | undefined => /^\d{6}$/.exec(typed.replace(/\s/g, ''))?.[0];

/** Its buffer may be a part of a larger one. */
const secretOf = (secret: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(secret).buffer });
