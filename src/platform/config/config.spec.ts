import { readFileSync } from 'node:fs';
import { readConfig } from './config.js';
import { SETTINGS } from './settings.js';
import { ConfigError } from './start-error.js';

const NEEDED = {
  DATABASE_URL: 'postgres://unknot_app:app@db.example.com:5432/unknot',
  ACCESS_TOKEN_SECRET: 'a secret that is thirty-two bytes',
  RECORDS_KEY: 'a key to records of 32 bytes ....',
};

function sentenceFor(env: NodeJS.ProcessEnv): string {
  try {
    readConfig({ ...NEEDED, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('the configuration', () => {
  test('has a default for everything but the database and the secrets', () => {
    expect(readConfig(NEEDED)).toEqual({
      environment: 'development',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: NEEDED.DATABASE_URL,
      databaseWorkerUrl: undefined,
      databaseOwnerUrl: undefined,
      databasePoolSize: 10,
      redisUrl: undefined,
      accessTokenSecret: NEEDED.ACCESS_TOKEN_SECRET,
      recordsKey: NEEDED.RECORDS_KEY,
      recordsKeyBefore: undefined,
      auditKey: undefined,
      auditHeadsFile: undefined,
      smtp: undefined,
      mailFrom: 'no-reply@localhost',
      sms: undefined,
      metrics: undefined,
      messages: 'on',
      openRegistration: true,
      logLevel: 'info',
      dataDir: '.data',
      demo: false,
    });
  });

  test('in production listens on every address and lets nobody register a practice', () => {
    const config = readConfig({ ...NEEDED, NODE_ENV: 'production' });
    expect([config.host, config.openRegistration]).toEqual(['0.0.0.0', false]);
  });

  test('takes what the environment says', () => {
    const config = readConfig({
      ...NEEDED,
      PORT: '8080',
      HOST: '10.0.0.7',
      PUBLIC_URL: 'https://booking.example.com/',
      DATABASE_POOL_SIZE: '40',
      REDIS_URL: 'rediss://redis.example.com:6380',
      LOG_LEVEL: 'debug',
      DATA_DIR: '/srv/unknot',
      DEMO: 'true',
    });
    expect(config).toMatchObject({
      port: 8080,
      host: '10.0.0.7',
      publicUrl: 'https://booking.example.com',
      databasePoolSize: 40,
      redisUrl: 'rediss://redis.example.com:6380',
      logLevel: 'debug',
      dataDir: '/srv/unknot',
      demo: true,
    });
  });

  test('takes an empty variable for one that is not set', () => {
    expect(readConfig({ ...NEEDED, PORT: '', REDIS_URL: '' })).toEqual(readConfig(NEEDED));
  });
});

describe('a mail server', () => {
  const server = (url: string) => readConfig({ ...NEEDED, SMTP_URL: url, MAIL_FROM: 'no-reply@example.com' }).smtp;
  const usual = { host: 'mail.example.com', port: 587, secure: false, plain: false, login: undefined };

  test.each([
    ['smtp://mail.example.com', usual],
    ['smtp://mail.example.com:25/', { ...usual, port: 25 }],
    ['smtps://mail.example.com', { ...usual, port: 465, secure: true }],
    ['smtp://mail.example.com?tls=off', { ...usual, plain: true }],
    [
      'smtp://me%40example.com:p%3A%2Fs@mail.example.com',
      { ...usual, login: { user: 'me@example.com', password: 'p:/s' } },
    ],
    // To this host the way is short.
    ['smtp://localhost:1025', { ...usual, host: 'localhost', port: 1025, plain: true }],
    ['smtp://127.0.0.1', { ...usual, host: '127.0.0.1', plain: true }],
    ['smtp://[::1]', { ...usual, host: '::1', plain: true }],
    ['smtp://localhost?tls=required', { ...usual, host: 'localhost' }],
    ['smtps://localhost', { ...usual, host: 'localhost', port: 465, secure: true }],
    ['smtp://localhost.example.com', { ...usual, host: 'localhost.example.com' }],
  ])('%s', (url, expected) => {
    expect(server(url)).toEqual(expected);
  });

  test.each([
    'mail.example.com:587',
    'http://mail.example.com',
    'smtp://',
    'smtp://me@mail.example.com',
    'smtp://:secret@mail.example.com',
    'smtp://me:sec%ret@mail.example.com',
    'smtp://me:secret@mail.example.com/inbox',
    'smtp://me:secret@mail.example.com?tls=maybe',
    'smtp://me:secret@mail.example.com?ignoreTLS=true',
    'smtps://me:secret@mail.example.com?tls=off',
  ])('is not %s, and no password is repeated', (url) => {
    expect(sentenceFor({ SMTP_URL: url, MAIL_FROM: 'no-reply@example.com' })).toBe(
      'SMTP_URL is not the URL of a mail server: write smtp://login:password@host:587, or smtps:// for TLS from the start; what is no letter or digit in the password as %XX.',
    );
  });

  test('needs an address to send from', () => {
    expect(sentenceFor({ SMTP_URL: 'smtp://mail.example.com' })).toMatch(
      /^MAIL_FROM is not set, and this process needs it/,
    );
  });
});

describe('an account for SMS', () => {
  const account = { SMS_ACCOUNT: 'AC1', SMS_TOKEN: 'secret', SMS_FROM: '+4930123456' };

  test('is at Twilio unless told', () => {
    const sms = { id: 'AC1', token: 'secret', from: '+4930123456', url: 'https://api.twilio.com' };
    expect(readConfig({ ...NEEDED, ...account }).sms).toEqual(sms);
    const elsewhere = { ...account, SMS_FROM: `MG${'0a'.repeat(16)}`, SMS_URL: 'https://sms.example.com/' };
    expect(readConfig({ ...NEEDED, ...elsewhere }).sms).toMatchObject({ url: 'https://sms.example.com' });
    expect(readConfig({ ...NEEDED, ...account, SMS_FROM: 'Harbour 1' }).sms).toMatchObject({ from: 'Harbour 1' });
  });

  test.each(['SMS_ACCOUNT', 'SMS_TOKEN', 'SMS_FROM'])('is of no use without %s', (name) => {
    expect(sentenceFor({ ...account, [name]: undefined })).toMatch(new RegExp(`^${name} is not set, and this process`));
  });
});

test('figures are served on this host alone unless told, and nowhere without a port', () => {
  expect(readConfig({ ...NEEDED, METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, host: '127.0.0.1' });
  const elsewhere = { METRICS_PORT: '9464', METRICS_HOST: '::' };
  expect(readConfig({ ...NEEDED, ...elsewhere }).metrics).toEqual({ port: 9464, host: '::' });
  expect(sentenceFor({ METRICS_HOST: '127.0.0.1' })).toMatch(/^METRICS_PORT is not set, and this process needs it/);
});

describe('a wrong value stops the start with a sentence', () => {
  test.each([
    ['NODE_ENV', 'prod', 'NODE_ENV is "prod": set it to one of development, test, production, or leave it out.'],
    ['PORT', 'http', 'PORT is "http": set it to a whole number from 0 to 65535, or leave it out.'],
    ['PORT', '65536', 'PORT is "65536": set it to a whole number from 0 to 65535, or leave it out.'],
    ['PORT', '-1', 'PORT is "-1": set it to a whole number from 0 to 65535, or leave it out.'],
    ['PORT', '3e3', 'PORT is "3e3": set it to a whole number from 0 to 65535, or leave it out.'],
    [
      'PUBLIC_URL',
      'booking.example.com',
      'PUBLIC_URL is "booking.example.com": write the address of the API like https://booking.example.com, or leave it out.',
    ],
    ['DATABASE_POOL_SIZE', '1', 'DATABASE_POOL_SIZE is "1": set it to a whole number from 2 to 500, or leave it out.'],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL is "loud": set it to one of trace, debug, info, warn, error, fatal, silent, or leave it out.',
    ],
    ['DEMO', 'yes', 'DEMO is "yes": set it to one of true, false, or leave it out.'],
    ['OPEN_REGISTRATION', '1', 'OPEN_REGISTRATION is "1": set it to one of true, false, or leave it out.'],
    [
      'MAIL_FROM',
      'Harbour <no-reply@example.com>',
      'MAIL_FROM is "Harbour <no-reply@example.com>": write one address and no name, like no-reply@booking.example.com.',
    ],
    [
      'SMS_FROM',
      '030 123456',
      'SMS_FROM is "030 123456": write a number like +4930123456, the id of a messaging service (MG…), or a name of at most 11 letters.',
    ],
    ['SMS_URL', 'api', 'SMS_URL is not the address of a service: write it like https://api.example.com.'],
    ['METRICS_PORT', 'on', 'METRICS_PORT is "on": set it to a whole number from 0 to 65535, or leave it out.'],
    [
      'METRICS_HOST',
      'here',
      'METRICS_HOST is "here": write the address of a network interface like 127.0.0.1, or leave it out.',
    ],
    ['MESSAGES', 'no', 'MESSAGES is "no": set it to one of on, off, or leave it out.'],
    [
      'REDIS_URL',
      'redis.example.com',
      'REDIS_URL is not the URL of a Redis server: write redis://host:6379, or rediss:// for TLS.',
    ],
    [
      'ACCESS_TOKEN_SECRET',
      'hunter2',
      'ACCESS_TOKEN_SECRET has 7 bytes and needs 32: set it to what "openssl rand -base64 32" prints.',
    ],
  ])('%s=%s', (name, value, sentence) => {
    expect(sentenceFor({ [name]: value })).toBe(sentence);
  });

  test.each(['DATABASE_URL', 'DATABASE_WORKER_URL', 'DATABASE_OWNER_URL'])(
    '%s that is no database, without repeating the password in it',
    (name) => {
      const sentence = `${name} is not the URL of a PostgreSQL database: write postgres://role:password@host:5432/database.`;
      for (const value of [
        'mysql://unknot_app:secret@db/unknot',
        'postgres://db/unknot',
        'postgres://unknot_app:secret@db',
        'db',
      ]) {
        expect(sentenceFor({ [name]: value })).toBe(sentence);
      }
    },
  );

  test.each([
    [
      'DATABASE_URL',
      'DATABASE_URL is not set, and this process needs it: set it (PostgreSQL 15 to 18 as the role unknot_app, which serves requests).',
    ],
    [
      'ACCESS_TOKEN_SECRET',
      'ACCESS_TOKEN_SECRET is not set, and this process needs it: set it (key that signs access tokens, at least 32 bytes).',
    ],
    [
      'RECORDS_KEY',
      'RECORDS_KEY is not set, and this process needs it: set it (key that clinical records are encrypted with, at least 32 bytes; without it nobody can read them again).',
    ],
  ])('%s that is missing', (name, sentence) => {
    expect(sentenceFor({ [name]: undefined })).toBe(sentence);
  });
});

test('the README has one row for each variable, and no other', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const written = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map((row) => row.slice(1));
  expect(written).toEqual(Object.values(SETTINGS).map((each) => [each.name, each.default, each.meaning]));
});
