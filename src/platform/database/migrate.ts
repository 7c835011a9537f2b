import { readdir } from 'node:fs/promises';
import { runMigrations } from 'bullmq';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { MigrationInterface } from 'typeorm';
import { createDataSource } from './data-source.js';
import { QUEUE_NAMES } from './queue-names.js';

interface Urls {
  /** A role that may create roles and extensions, and owns what the migrations make. */
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
}

const MIGRATIONS = new URL('../../../migrations/', import.meta.url);
/** Two starts at once migrate one after the other; the second finds nothing to do. */
const MIGRATION_LOCK = 7_310_868;

/** Brings the database to the newest schema, BullMQ's included, and lets the two serving roles sign in by their URLs. */
export async function migrate({ ownerUrl, appUrl, workerUrl }: Urls): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    await runPendingMigrations(ownerUrl);
    await owner.query('BEGIN');
    await runMigrations(owner);
    await owner.query('COMMIT');
    await createCounters(owner);
    await owner.query(`GRANT USAGE ON SCHEMA bullmq TO unknot_worker`);
    for (const kind of ['TABLES', 'SEQUENCES', 'FUNCTIONS']) {
      await owner.query(`GRANT ALL ON ALL ${kind} IN SCHEMA bullmq TO unknot_worker`);
    }
    await admit(owner, appUrl, 'unknot_app');
    await admit(owner, workerUrl, 'unknot_worker');
  } finally {
    await owner.end();
  }
}

/** BullMQ would make them itself at the first job, as a role that may make nothing. */
async function createCounters(owner: Client): Promise<void> {
  const names = await owner.query<{ name: string }>('SELECT bullmq.job_id_seq_name(unnest($1::text[])) AS name', [
    QUEUE_NAMES,
  ]);
  for (const { name } of names.rows) {
    await owner.query(`CREATE SEQUENCE IF NOT EXISTS bullmq.${escapeIdentifier(name)}`);
  }
}

async function runPendingMigrations(ownerUrl: string): Promise<void> {
  const source = createDataSource({ url: ownerUrl, poolSize: 2, applicationName: 'unknot-migrate' });
  source.setOptions({ migrations: await allMigrations(), migrationsTransactionMode: 'each' });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function allMigrations(): Promise<(new () => MigrationInterface)[]> {
  const files = (await readdir(MIGRATIONS)).filter((file) => /^\d+-.*\.(ts|js)$/.test(file)).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, MIGRATIONS).href)));
  return modules.flatMap((exported: Record<string, unknown>) =>
    Object.values(exported).filter((value): value is new () => MigrationInterface => typeof value === 'function'),
  );
}

/** Sets the login of a serving role to what its URL says. Any other role name in the URL is a member of the right one. */
async function admit(owner: Client, url: string, role: string): Promise<void> {
  const { username, password } = new URL(url);
  const [name, secret] = [decodeURIComponent(username), decodeURIComponent(password)];
  if (name !== role) {
    throw new Error(`The URL signs in as "${name}", and must sign in as "${role}".`);
  }
  await owner.query(`ALTER ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${secret ? escapeLiteral(secret) : 'NULL'}`);
}
