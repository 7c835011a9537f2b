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

/** Without the slash at the end, so that a path can be appended. */
export function publicUrl(text: string, name: string): string {
  const url = urlOf(text, ['http:', 'https:']);
  if (url && url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  throw new ConfigError(
    `${name} is "${text}": write the address of the API like https://booking.example.com, or leave it out.`,
  );
}

function urlOf(text: string, protocols: readonly string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) && url.hostname !== '' ? url : undefined;
}
