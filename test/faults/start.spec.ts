import { once } from 'node:events';
import { access, chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProcess, waitUntilGone } from '../../src/platform/embedded/processes.js';
import { hasCode } from '../../src/platform/process/error-code.js';
import { createTestDatabase, programFolder } from '../support/cluster.js';
import { freePort, ProgramRun } from '../support/program-run.js';

const NPM_START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const NOBODY_LISTENS = '127.0.0.1:1';

let dataDir: string;
let runs: ProgramRun[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'unknot-start-'));
  // Started by root, PostgreSQL runs as another user and must be able to enter.
  await chmod(dataDir, 0o755);
});

afterEach(async () => {
  await Promise.all(runs.map((run) => run.end('SIGKILL')));
  runs = [];
  const left = await postgresPid();
  if (left !== undefined && (await findProcess(left))) {
    process.kill(left, 'SIGQUIT');
    await waitUntilGone(left, 10_000);
  }
  await rm(dataDir, { recursive: true });
});

function run(program: string, env: Readonly<Record<string, string>>): ProgramRun {
  const started = new ProgramRun(join(programFolder(), 'src', program), { DATA_DIR: dataDir, DEMO: 'false', ...env });
  runs.push(started);
  return started;
}

async function postgresPid(): Promise<number | undefined> {
  try {
    return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function statusOfGraphql(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  return response.status;
}

describe('the start without services', () => {
  test('serves, ends cleanly by a signal with nothing left running, and serves again within seconds', async () => {
    const port = await freePort();
    const first = run('start.js', { PORT: String(port) });
    await first.printed('Ctrl-C ends it.');
    expect(await statusOfGraphql(port)).toBe(200);
    const server = (await postgresPid())!;
    expect(await first.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    expect(await findProcess(server)).toBeUndefined();

    const begun = performance.now();
    const second = run('start.js', { PORT: String(port) });
    await second.printed('Ctrl-C ends it.');
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(await second.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
  });

  test('starts again after kill -9', async () => {
    const port = await freePort();
    const first = run('start.js', { PORT: String(port) });
    await first.printed('Ctrl-C ends it.');
    await first.end('SIGKILL');
    const second = run('start.js', { PORT: String(port) });
    await second.printed('Ctrl-C ends it.');
    expect(await statusOfGraphql(port)).toBe(200);
    await second.end('SIGTERM');
  });

  test('a signal in the middle of the start leaves nothing running', async () => {
    const interrupted = run('start.js', { PORT: String(await freePort()) });
    await interrupted.printed('Bringing the database to the newest schema');
    const server = (await postgresPid())!;
    expect(await interrupted.end('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    expect(await findProcess(server)).toBeUndefined();
  });

  test('when PostgreSQL ends by itself, so does the program, and says so', async () => {
    const started = run('start.js', { PORT: String(await freePort()) });
    await started.printed('Ctrl-C ends it.');
    process.kill((await postgresPid())!, 'SIGQUIT');
    const { code, stderr } = await started.ending;
    expect(code).toBe(1);
    expect(stderr).toContain(`The embedded PostgreSQL has ended; its log is ${dataDir}/postgres.log.`);
  });
});

test('a start that is given a database embeds none', async () => {
  const database = await createTestDatabase();
  const port = await freePort();
  const started = run('start.js', {
    PORT: String(port),
    DATABASE_URL: database.appUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
  });
  await started.printed('Ctrl-C ends it.');
  expect(await statusOfGraphql(port)).toBe(200);
  await expect(access(join(dataDir, 'postgres'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await started.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  await database.drop();
});

describe('a start that cannot succeed says why in one sentence and ends with 1', () => {
  test.each([
    ['a wrong setting', { PORT: 'http' }, 'PORT is "http": set it to a whole number from 0 to 65535, or leave it out.'],
    [
      'production without a secret',
      { NODE_ENV: 'production' },
      'ACCESS_TOKEN_SECRET is not set, and this process needs it: set it (key that signs access tokens, at least 32 bytes).',
    ],
    [
      'production without a key to the records',
      { NODE_ENV: 'production', ACCESS_TOKEN_SECRET: 'a secret that is thirty-two bytes' },
      'RECORDS_KEY is not set, and this process needs it: set it (key that clinical records are encrypted with, at least 32 bytes; without it nobody can read them again).',
    ],
    [
      'production without a key for the audit',
      {
        NODE_ENV: 'production',
        ACCESS_TOKEN_SECRET: 'a secret that is thirty-two bytes',
        RECORDS_KEY: 'a key to records of 32 bytes ....',
      },
      'AUDIT_KEY is not set, and this process needs it: set it (key that seals the audit, at least 32 bytes; needed by the worker and by npm run audit:verify).',
    ],
    [
      'production without a mail server',
      {
        NODE_ENV: 'production',
        ACCESS_TOKEN_SECRET: 'a secret that is thirty-two bytes',
        RECORDS_KEY: 'a key to records of 32 bytes ....',
        AUDIT_KEY: 'a key for the audit of 32 bytes ....',
      },
      'SMTP_URL is not set, and this process needs it: set it (mail server, smtp:// or smtps://login:password@host:587; needed by the worker in production unless MESSAGES is off).',
    ],
    [
      'half of the database addresses',
      { DATABASE_OWNER_URL: `postgres://owner@${NOBODY_LISTENS}/unknot` },
      'DATABASE_URL is not set, and this process needs it: set it (PostgreSQL 15 to 18 as the role unknot_app, which serves requests).',
    ],
    [
      'an unreachable database',
      {
        DATABASE_URL: `postgres://unknot_app:secret@${NOBODY_LISTENS}/unknot`,
        DATABASE_WORKER_URL: `postgres://unknot_worker:secret@${NOBODY_LISTENS}/unknot`,
        DATABASE_OWNER_URL: `postgres://owner:secret@${NOBODY_LISTENS}/unknot`,
      },
      `The PostgreSQL of DATABASE_OWNER_URL (${NOBODY_LISTENS}/unknot) cannot be used (connect ECONNREFUSED ${NOBODY_LISTENS}): start it, or correct DATABASE_OWNER_URL.`,
    ],
    [
      'an unreachable Redis',
      { REDIS_URL: `redis://${NOBODY_LISTENS}` },
      `The Redis of REDIS_URL (${NOBODY_LISTENS}) cannot be used (connect ECONNREFUSED ${NOBODY_LISTENS}): start it, or correct REDIS_URL.`,
    ],
  ])('%s', async (_, env, sentence) => {
    expect(await run('start.js', env).ending).toEqual({ code: 1, stdout: '', stderr: sentence });
    await expect(access(join(dataDir, 'postgres'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a wrong password, without repeating it', async () => {
    const database = await createTestDatabase();
    const url = new URL(database.ownerUrl);
    url.password = 'wrong';
    const env = {
      DATABASE_URL: database.appUrl,
      DATABASE_WORKER_URL: database.workerUrl,
      DATABASE_OWNER_URL: url.href,
    };
    expect(await run('start.js', env).ending).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `The PostgreSQL of DATABASE_OWNER_URL (${url.host}/${database.name}) cannot be used ` +
        '(password authentication failed for user "unknot_owner"): start it, or correct DATABASE_OWNER_URL.',
    });
    await database.drop();
  });

  test('a taken port, before any slow work and after it', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const sentence = `Port ${port} is taken: end the program that listens there, or set PORT to another number.`;

    const early = new ProgramRun(NPM_START, { PORT: String(port), DATA_DIR: dataDir });
    expect(await early.ending).toEqual({ code: 1, stdout: '', stderr: sentence });

    expect(await run('start.js', { PORT: String(port) }).ending).toMatchObject({ code: 1, stderr: sentence });
    expect(await postgresPid()).toBeUndefined();
    squatter.close();
  });

  test.each([
    [
      'main.js',
      'DATABASE_URL is not set, and this process needs it: set it (PostgreSQL 15 to 18 as the role unknot_app, which serves requests).',
    ],
    [
      'migrate.js',
      'DATABASE_OWNER_URL is not set, and this process needs it: set it (the same database as the role that owns the tables; needed by the migrations and by npm start, never by a server).',
    ],
  ])('%s without its database', async (program, stderr) => {
    expect(await run(program, {}).ending).toEqual({ code: 1, stdout: '', stderr });
  });
});
