import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';

/** A migrated, empty database of a test file's own, on the run's private PostgreSQL. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  /** Ends connections that are left and removes the database. */
  drop(): Promise<void>;
}

/** Clones the template; about 50 ms. Call it in beforeAll and drop() in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(exported('UNKNOT_TEST_OWNER_URL')).pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    name,
    ownerUrl: urlTo(name, 'UNKNOT_TEST_OWNER_URL'),
    appUrl: urlTo(name, 'UNKNOT_TEST_APP_URL'),
    workerUrl: urlTo(name, 'UNKNOT_TEST_WORKER_URL'),
    drop: () => asOwner(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** What PostgreSQL has logged about one database so far: where a test looks for "deadlock detected". */
export async function postgresLogOf(database: TestDatabase): Promise<string> {
  const log = await readFile(exported('UNKNOT_TEST_POSTGRES_LOG'), 'utf8');
  return log
    .split('\n')
    .filter((line) => line.includes(` ${database.name} `))
    .join('\n');
}

/** Folder of the compiled program, for tests that run it as a process of its own. */
export function programFolder(): string {
  return exported('UNKNOT_TEST_PROGRAM');
}

function urlTo(database: string, variable: string): string {
  const url = new URL(exported(variable));
  url.pathname = `/${database}`;
  return url.href;
}

async function asOwner(statement: string): Promise<void> {
  const client = new Client({ connectionString: urlTo('postgres', 'UNKNOT_TEST_OWNER_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function exported(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is set by test/support/global-setup.mjs: run this with jest.`);
  return value;
}
