import { join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.js';
import { createCluster, findCluster, OWNER } from './cluster-folder.js';
import { keepSecrets, prepareDataFolder } from './data-folder.js';
import type { GeneratedSecrets } from './data-folder.js';
import { lockFolder } from './folder-lock.js';
import type { Account } from './processes.js';
import { endOrphan, startServer } from './server.js';
import type { Server } from './server.js';
import { findServiceAccount } from './service-account.js';

const DATABASE = 'unknot';

export interface EmbeddedPostgresOptions {
  /** Holds the database files, PostgreSQL's log and the generated secrets; made when it does not exist. */
  readonly dataDir: string;
  /** Told one line, for a person, before each step that takes time. */
  readonly onProgress: (line: string) => void;
  /** False gives up surviving a power cut for speed: for tests, never for the product. */
  readonly durable?: boolean;
  /** Folder of initdb and postgres; by default those of the npm package. */
  readonly bin?: string;
  /** Server parameters by name. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

export interface EmbeddedPostgres {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly secrets: GeneratedSecrets;
  readonly logFile: string;
  /** Resolves when PostgreSQL has ended, by stop() or by itself. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions roll back, the data are complete on disk, no process is left. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own on the files in `dataDir`, and makes them on the first start. The database exists
 * afterwards; its roles but the owner come with the migrations. Throws StartError when it cannot be started.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await prepareDataFolder(dataDir);
  const unlock = await lockFolder(dataDir);
  try {
    const secrets = await keepSecrets(dataDir);
    const logFile = join(dataDir, 'postgres.log');
    const server = await startOnFiles(dataDir, logFile, secrets, options);
    const urlOf = (role: string, password: string, database = DATABASE) =>
      `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`;
    await ensureDatabase(urlOf(OWNER, secrets.ownerPassword, 'postgres'), server);
    return {
      ownerUrl: urlOf(OWNER, secrets.ownerPassword),
      appUrl: urlOf('unknot_app', secrets.appPassword),
      workerUrl: urlOf('unknot_worker', secrets.workerPassword),
      secrets,
      logFile,
      ended: server.ended,
      stop: () => server.stop().then(unlock),
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startOnFiles(
  dataDir: string,
  logFile: string,
  secrets: GeneratedSecrets,
  { onProgress, durable = true, bin: givenBin, settings }: EmbeddedPostgresOptions,
): Promise<Server> {
  const existing = await findCluster(dataDir);
  const account = existing ? accountFor(existing.owner) : await findServiceAccount(onProgress);
  const bin = givenBin ?? (await findBinaries(account));
  if (!existing) onProgress(`Creating the database files in ${join(dataDir, 'postgres')}`);
  const folder =
    existing?.folder ?? (await createCluster({ dataDir, bin, account, ownerPassword: secrets.ownerPassword, durable }));
  await endOrphan(folder, onProgress);
  onProgress('Starting PostgreSQL');
  const durability = durable ? 'on' : 'off';
  return startServer({
    ...{ folder, bin, account, logFile },
    settings: { fsync: durability, full_page_writes: durability, ...settings },
  });
}

/** PostgreSQL runs as the owner of its files only; root alone can become another user. */
function accountFor(owner: Account): Account | undefined {
  return process.getuid?.() === 0 ? owner : undefined;
}

async function ensureDatabase(maintenanceUrl: string, server: Server): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await client.end();
  }
}
