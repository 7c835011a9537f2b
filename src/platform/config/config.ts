import { DEFAULT_DATA_DIR, readGivenSettings, required } from './settings.js';
import type { GivenSettings } from './settings.js';
import type { SmtpServer } from './parse-setting.js';

/** What a process needs to know, read from the environment once (README, Configuration). */
export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly port: number;
  readonly host: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** As the role that serves requests. */
  readonly databaseUrl: string;
  /** As the role of the worker; an api process runs without it. */
  readonly databaseWorkerUrl: string | undefined;
  /** As the owner of the tables; only the migrations use it. */
  readonly databaseOwnerUrl: string | undefined;
  readonly databasePoolSize: number;
  /** BullMQ runs on PostgreSQL when it is undefined. */
  readonly redisUrl: string | undefined;
  readonly accessTokenSecret: string;
  /** Outermost of the keys that clinical records are encrypted with. */
  readonly recordsKey: string;
  /** The one before it, while keys are rotated. */
  readonly recordsKeyBefore: string | undefined;
  /** Of the worker; an api process runs without it. */
  readonly auditKey: string | undefined;
  /** The log hears of it when it is undefined. */
  readonly auditHeadsFile: string | undefined;
  /** Of the worker; an api process runs without it. */
  readonly smtp: SmtpServer | undefined;
  /** Address that mail is sent from. */
  readonly mailFrom: string;
  readonly sms: SmsAccount | undefined;
  /** Where the figures of this process are served; nowhere when it is undefined. */
  readonly metrics: { readonly port: number; readonly host: string } | undefined;
  /** Nothing is sent to anybody while it is off. */
  readonly messages: 'on' | 'off';
  /** Whether anybody may register a new practice. */
  readonly openRegistration: boolean;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly dataDir: string;
  readonly demo: boolean;
}

/** An account at an SMS provider. */
export interface SmsAccount {
  readonly id: string;
  readonly token: string;
  readonly from: string;
  /** Without a slash at the end. */
  readonly url: string;
}

/** Reads and validates the environment. Throws ConfigError: one sentence which variable, what is wrong, how to mend it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return completeConfig(readGivenSettings(env));
}

/** Fills in the defaults; throws ConfigError for what has none. */
export function completeConfig(given: GivenSettings): Config {
  const environment = given.environment ?? 'development';
  const port = given.port ?? 3000;
  return {
    ...given,
    environment,
    port,
    host: given.host ?? (environment === 'production' ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: given.publicUrl ?? `http://localhost:${port}`,
    databaseUrl: required(given.databaseUrl, 'databaseUrl'),
    databasePoolSize: given.databasePoolSize ?? 10,
    accessTokenSecret: required(given.accessTokenSecret, 'accessTokenSecret'),
    recordsKey: required(given.recordsKey, 'recordsKey'),
    mailFrom: given.smtp ? required(given.mailFrom, 'mailFrom') : (given.mailFrom ?? 'no-reply@localhost'),
    sms: smsAccountOf(given),
    metrics: metricsOf(given),
    messages: given.messages ?? 'on',
    openRegistration: given.openRegistration ?? environment !== 'production',
    logLevel: given.logLevel ?? 'info',
    dataDir: given.dataDir ?? DEFAULT_DATA_DIR,
    demo: given.demo ?? false,
  };
}

/** A host alone would be listened on by nobody, and nobody would notice. */
function metricsOf({ metricsPort, metricsHost }: GivenSettings): Config['metrics'] {
  if ((metricsPort ?? metricsHost) === undefined) return undefined;
  return { port: required(metricsPort, 'metricsPort'), host: metricsHost ?? '127.0.0.1' };
}

/** Half of an account is a mistake; to send nothing instead would hide it. */
function smsAccountOf({ smsAccount, smsToken, smsFrom, smsUrl }: GivenSettings): SmsAccount | undefined {
  if ((smsAccount ?? smsToken ?? smsFrom ?? smsUrl) === undefined) return undefined;
  return {
    id: required(smsAccount, 'smsAccount'),
    token: required(smsToken, 'smsToken'),
    from: required(smsFrom, 'smsFrom'),
    url: smsUrl ?? 'https://api.twilio.com',
  };
}
