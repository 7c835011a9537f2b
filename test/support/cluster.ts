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

/** Where a database that nobody is connected to is reached. */
export interface Template {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
}

/** Clones the template; about 50 ms. Call it in beforeAll and drop() in afterAll. */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneDatabase({
    ownerUrl: exported('UNKNOT_TEST_OWNER_URL'),
    appUrl: exported('UNKNOT_TEST_APP_URL'),
    workerUrl: exported('UNKNOT_TEST_WORKER_URL'),
  });
}

/** The same on any PostgreSQL. */
export async function cloneDatabase({ ownerUrl, appUrl, workerUrl }: Template): Promise<TestDatabase> {
  const template = new URL(ownerUrl).pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(ownerUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    name,
    ownerUrl: urlTo(name, ownerUrl),
    appUrl: urlTo(name, appUrl),
    workerUrl: urlTo(name, workerUrl),
    drop: () => asOwner(ownerUrl, `DROP DATABASE ${name} WITH (FORCE)`),
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

function urlTo(database: string, other: string): string {
  const url = new URL(other);
  url.pathname = `/${database}`;
  return url.href;
}

async function asOwner(ownerUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: urlTo('postgres', ownerUrl) });
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
