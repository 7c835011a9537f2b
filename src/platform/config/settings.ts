import { ConfigError } from './start-error.js';
import {
  databaseUrl,
  listenAddress,
  mailAddress,
  oneOf,
  publicUrl,
  redisUrl,
  secret,
  serviceUrl,
  smsFrom,
  smtpServer,
  truth,
  wholeNumber,
} from './parse-setting.js';

/** One environment variable: what the README's table says about it, and how its text becomes a value. */
interface Setting<T> {
  readonly name: string;
  /** What holds when the variable is not set, as a person reads it. */
  readonly default: string;
  readonly meaning: string;
  /** Throws ConfigError with one sentence: what is wrong and how to mend it. Never repeats a text that may hold a password. */
  readonly parse: (text: string, name: string) => T;
}

const setting = <T>(described: Setting<T>): Setting<T> => described;

/** Of the embedded PostgreSQL and of what npm start generates, relative to where it is started. */
export const DEFAULT_DATA_DIR = '.data';

/** Every variable that the program reads, in the order of the README's table. */
export const SETTINGS = {
  environment: setting({
    name: 'NODE_ENV',
    default: 'development',
    meaning: 'development, test or production; production turns off GraphiQL and the demo practice and demands secrets',
    parse: oneOf('development', 'test', 'production'),
  }),
  port: setting({
    name: 'PORT',
    default: '3000',
    meaning: 'TCP port of the API; 0 takes any free one',
    parse: wholeNumber(0, 65535),
  }),
  host: setting({
    name: 'HOST',
    default: '127.0.0.1, in production 0.0.0.0',
    meaning: 'address that the API listens on',
    parse: (text) => text,
  }),
  publicUrl: setting({
    name: 'PUBLIC_URL',
    default: 'http://localhost:PORT',
    meaning: 'where browsers and links reach the API',
    parse: publicUrl,
  }),
  databaseUrl: setting({
    name: 'DATABASE_URL',
    default: 'embedded PostgreSQL',
    meaning: 'PostgreSQL 15 to 18 as the role unknot_app, which serves requests',
    parse: databaseUrl,
  }),
  databaseWorkerUrl: setting({
    name: 'DATABASE_WORKER_URL',
    default: 'embedded PostgreSQL',
    meaning: 'the same database as the role unknot_worker; needed by the worker and the migrations',
    parse: databaseUrl,
  }),
  databaseOwnerUrl: setting({
    name: 'DATABASE_OWNER_URL',
    default: 'embedded PostgreSQL',
    meaning:
      'the same database as the role that owns the tables; needed by the migrations and by npm start, never by a server',
    parse: databaseUrl,
  }),
  databasePoolSize: setting({
    name: 'DATABASE_POOL_SIZE',
    default: '10',
    meaning: 'connections to PostgreSQL that one process keeps',
    parse: wholeNumber(2, 500),
  }),
  redisUrl: setting({
    name: 'REDIS_URL',
    default: 'BullMQ on PostgreSQL',
    meaning: 'Redis 6.2 or later for BullMQ',
    parse: redisUrl,
  }),
  accessTokenSecret: setting({
    name: 'ACCESS_TOKEN_SECRET',
    default: 'made once by npm start and kept in DATA_DIR; none in production',
    meaning: 'key that signs access tokens, at least 32 bytes',
    parse: secret(32),
  }),
  recordsKey: setting({
    name: 'RECORDS_KEY',
    default: 'made once by npm start and kept in DATA_DIR; none in production',
    meaning: 'key that clinical records are encrypted with, at least 32 bytes; without it nobody can read them again',
    parse: secret(32),
  }),
  recordsKeyBefore: setting({
    name: 'RECORDS_KEY_BEFORE',
    default: 'none',
    meaning: 'the key before RECORDS_KEY, until npm run keys:rotate has ended',
    parse: secret(32),
  }),
  auditKey: setting({
    name: 'AUDIT_KEY',
    default: 'made once by npm start and kept in DATA_DIR; none in production',
    meaning: 'key that seals the audit, at least 32 bytes; needed by the worker and by npm run audit:verify',
    parse: secret(32),
  }),
  auditHeadsFile: setting({
    name: 'AUDIT_HEADS_FILE',
    default: 'audit-heads.jsonl in DATA_DIR with embedded PostgreSQL, otherwise the log',
    meaning: 'where the worker tells, outside the database, how far the audit is sealed',
    parse: (text) => text,
  }),
  smtp: setting({
    name: 'SMTP_URL',
    default: 'none; outside production mail is shown at /mailbox',
    meaning:
      'mail server, smtp:// or smtps://login:password@host:587; needed by the worker in production unless MESSAGES is off',
    parse: smtpServer,
  }),
  mailFrom: setting({
    name: 'MAIL_FROM',
    default: 'no-reply@localhost without SMTP_URL, otherwise none',
    meaning: 'address that mail is sent from; needed with SMTP_URL',
    parse: mailAddress,
  }),
  smsAccount: setting({
    name: 'SMS_ACCOUNT',
    default: 'none; where /mailbox is, SMS is shown there, elsewhere none is sent',
    meaning: 'account at Twilio, or at what speaks as Twilio does',
    parse: (text) => text,
  }),
  smsToken: setting({
    name: 'SMS_TOKEN',
    default: 'none',
    meaning: 'secret of that account, which also signs what it reports; needed with SMS_ACCOUNT',
    parse: (text) => text,
  }),
  smsFrom: setting({
    name: 'SMS_FROM',
    default: 'none',
    meaning: 'number, messaging service (MG…) or name that SMS is sent from; needed with SMS_ACCOUNT',
    parse: smsFrom,
  }),
  smsUrl: setting({
    name: 'SMS_URL',
    default: 'https://api.twilio.com',
    meaning: 'where the API of the SMS provider is',
    parse: serviceUrl,
  }),
  messages: setting({
    name: 'MESSAGES',
    default: 'on',
    meaning: 'on or off; off sends nothing to anybody, and what is due waits',
    parse: oneOf('on', 'off'),
  }),
  metricsPort: setting({
    name: 'METRICS_PORT',
    default: 'none; no figures are served',
    meaning: 'TCP port of this process where /metrics is, for Prometheus; 0 takes any free one',
    parse: wholeNumber(0, 65535),
  }),
  metricsHost: setting({
    name: 'METRICS_HOST',
    default: '127.0.0.1',
    meaning: 'address that /metrics listens on; it asks nobody for a login, so no other than a private one',
    parse: listenAddress,
  }),
  openRegistration: setting({
    name: 'OPEN_REGISTRATION',
    default: 'true, in production false',
    meaning: 'whether anybody may register a new practice through the API',
    parse: truth,
  }),
  logLevel: setting({
    name: 'LOG_LEVEL',
    default: 'info',
    meaning: 'trace, debug, info, warn, error, fatal or silent',
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  }),
  dataDir: setting({
    name: 'DATA_DIR',
    default: DEFAULT_DATA_DIR,
    meaning: 'folder of the embedded PostgreSQL and of what npm start generates',
    parse: (text) => text,
  }),
  demo: setting({
    name: 'DEMO',
    default: 'true with embedded PostgreSQL outside production, otherwise false',
    meaning: 'whether npm start fills the demo practice into an empty database',
    parse: truth,
  }),
} as const;

type Settings = typeof SETTINGS;
export type SettingKey = keyof Settings;

/** The values that the environment gives; what it leaves out is undefined. */
export type GivenSettings = { readonly [K in SettingKey]: ReturnType<Settings[K]['parse']> | undefined };

/** An empty variable counts as not set: that is how Docker Compose and CI systems pass an absent one on. */
export function readGivenSettings(env: NodeJS.ProcessEnv): GivenSettings {
  const entries = Object.entries(SETTINGS).map(([key, { name, parse }]) => {
    const text = env[name];
    return [key, text === undefined || text === '' ? undefined : parse(text, name)];
  });
  return Object.fromEntries(entries) as GivenSettings;
}

/** The value of a setting that this process cannot do without. Throws ConfigError that names the variable. */
export function required<T>(value: T | undefined, key: SettingKey): T {
  if (value !== undefined) return value;
  const { name, meaning } = SETTINGS[key];
  throw new ConfigError(`${name} is not set, and this process needs it: set it (${meaning}).`);
}
