import { isIP } from 'node:net';
import { ConfigError } from './start-error.js';

/** Each parser turns a variable's text into its value or throws ConfigError: one sentence, what is wrong and how to mend it. */

export function wholeNumber(least: number, most: number) {
  return (text: string, name: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new ConfigError(`${name} is "${text}": set it to a whole number from ${least} to ${most}, or leave it out.`);
  };
}

export function oneOf<const T extends string>(...choices: T[]) {
  return (text: string, name: string): T => {
    const choice = choices.find((each) => each === text);
    if (choice !== undefined) return choice;
    throw new ConfigError(`${name} is "${text}": set it to one of ${choices.join(', ')}, or leave it out.`);
  };
}

export function truth(text: string, name: string): boolean {
  return oneOf('true', 'false')(text, name) === 'true';
}

/** Counts bytes, not letters: that is what a signing key's strength is measured in. */
export function secret(leastBytes: number) {
  return (text: string, name: string): string => {
    const bytes = Buffer.byteLength(text);
    if (bytes >= leastBytes) return text;
    throw new ConfigError(
      `${name} has ${bytes} bytes and needs ${leastBytes}: set it to what "openssl rand -base64 ${leastBytes}" prints.`,
    );
  };
}

export function databaseUrl(text: string, name: string): string {
  const url = urlOf(text, ['postgres:', 'postgresql:']);
  if (url && url.username !== '' && url.pathname.length > 1) return text;
  throw new ConfigError(
    `${name} is not the URL of a PostgreSQL database: write postgres://role:password@host:5432/database.`,
  );
}

export function redisUrl(text: string, name: string): string {
  if (urlOf(text, ['redis:', 'rediss:'])) return text;
  throw new ConfigError(`${name} is not the URL of a Redis server: write redis://host:6379, or rediss:// for TLS.`);
}

export function listenAddress(text: string, name: string): string {
  if (isIP(text) !== 0) return text;
  throw new ConfigError(
    `${name} is "${text}": write the address of a network interface like 127.0.0.1, or leave it out.`,
  );
}

/** Without the slash at the end, so that a path can be appended. */
export function publicUrl(text: string, name: string): string {
  const url = urlOf(text, ['http:', 'https:']);
  if (url && url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  throw new ConfigError(
    `${name} is "${text}": write the address of the API like https://booking.example.com, or leave it out.`,
  );
}

/** A mail server as SMTP_URL names it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; otherwise STARTTLS. */
  readonly secure: boolean;
  /** Without TLS, which nothing but a host next to us should be. */
  readonly plain: boolean;
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/** TLS is required, unless the host is this one or the URL ends in ?tls=off; ?tls=required requires it here too. */
export function smtpServer(text: string, name: string): SmtpServer {
  const url = urlOf(text, ['smtp:', 'smtps:']);
  const login = url && loginOf(url);
  const tls = url && tlsOf(url);
  if (url && login && tls && /^\/?$/.test(url.pathname) && url.hash === '') {
    const secure = url.protocol === 'smtps:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const plain = tls === 'off' || (tls === 'usual' && !secure && LOOPBACK.test(host));
    const port = Number(url.port) || (secure ? 465 : 587);
    if (!(secure && plain)) return { host, port, secure, plain, login: login.user === '' ? undefined : login };
  }
  throw new ConfigError(
    `${name} is not the URL of a mail server: write smtp://login:password@host:587, or smtps:// for TLS from the start; what is no letter or digit in the password as %XX.`,
  );
}

/** Undefined for half of one, and for what is not encoded as it must be in a URL. */
function loginOf({ username, password }: URL): { user: string; password: string } | undefined {
  if ((username === '') !== (password === '')) return undefined;
  if (/%(?![\da-f]{2})/i.test(username + password)) return undefined;
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

function tlsOf({ search }: URL): 'usual' | 'required' | 'off' | undefined {
  if (search === '') return 'usual';
  return (['required', 'off'] as const).find((each) => search === `?tls=${each}`);
}

/** One address without a name: each practice's mails carry its own. */
export function mailAddress(text: string, name: string): string {
  if (/^[^\s@<>",;:()[\]\\]+@[^\s@<>",;:()[\]\\]+$/.test(text)) return text;
  throw new ConfigError(`${name} is "${text}": write one address and no name, like no-reply@booking.example.com.`);
}

/** A number, the id of a pool of numbers, or a name as some countries allow it. */
export function smsFrom(text: string, name: string): string {
  if (/^(\+[1-9]\d{6,14}|MG[\da-f]{32}|(?=.*[a-z])[a-z\d ]{1,11})$/i.test(text)) return text;
  throw new ConfigError(
    `${name} is "${text}": write a number like +4930123456, the id of a messaging service (MG…), or a name of at most 11 letters.`,
  );
}

export function serviceUrl(text: string, name: string): string {
  const url = urlOf(text, ['http:', 'https:']);
  if (url && url.search === '' && url.hash === '' && url.username === '') return text.replace(/\/+$/, '');
  throw new ConfigError(`${name} is not the address of a service: write it like https://api.example.com.`);
}

function urlOf(text: string, protocols: readonly string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) && url.hostname !== '' ? url : undefined;
}
