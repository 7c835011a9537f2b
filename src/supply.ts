import { join } from 'node:path';
import { DEFAULT_DATA_DIR, required } from './platform/config/index.js';
import type { readGivenSettings } from './platform/config/index.js';
import { keepSecrets, prepareDataFolder, startEmbeddedPostgres } from './platform/embedded/index.js';
import { reachDatabase } from './platform/process/index.js';
import type { Program } from './platform/process/index.js';

type Given = ReturnType<typeof readGivenSettings>;

/** What the environment may leave out because the start supplies it. */
export interface Supplied {
  readonly databaseUrl: string;
  readonly databaseWorkerUrl: string;
  readonly databaseOwnerUrl: string;
  readonly accessTokenSecret: string;
  readonly recordsKey: string;
  readonly auditKey: string;
  readonly auditHeadsFile: string | undefined;
  readonly demo: boolean;
}

type Secrets = Pick<Supplied, 'accessTokenSecret' | 'recordsKey' | 'auditKey'>;

/** The database of the environment, or an embedded one that ends with the program, and what else was left out. */
export const supply = (given: Given, program: Program, report: (line: string) => void): Promise<Supplied> =>
  given.databaseUrl === undefined ? embed(given, program, report) : reach(given);

async function embed(given: Given, program: Program, report: (line: string) => void): Promise<Supplied> {
  // Half a set of addresses is a mistake; an embedded database beside it would hide that.
  if (given.databaseOwnerUrl ?? given.databaseWorkerUrl) required(given.databaseUrl, 'databaseUrl');
  const postgres = await startEmbeddedPostgres({ dataDir: dataDirOf(given), onProgress: report });
  program.onEnd('embedded PostgreSQL', () => postgres.stop());
  void postgres.ended.then(() => program.fail(`The embedded PostgreSQL has ended; its log is ${postgres.logFile}.`));
  return {
    databaseUrl: postgres.appUrl,
    databaseWorkerUrl: postgres.workerUrl,
    databaseOwnerUrl: postgres.ownerUrl,
    accessTokenSecret: given.accessTokenSecret ?? postgres.secrets.accessTokenSecret,
    recordsKey: given.recordsKey ?? postgres.secrets.recordsKey,
    auditKey: given.auditKey ?? postgres.secrets.auditKey,
    auditHeadsFile: given.auditHeadsFile ?? join(dataDirOf(given), 'audit-heads.jsonl'),
    demo: given.demo ?? given.environment !== 'production',
  };
}

async function reach(given: Given): Promise<Supplied> {
  const databaseUrl = required(given.databaseUrl, 'databaseUrl');
  const databaseWorkerUrl = required(given.databaseWorkerUrl, 'databaseWorkerUrl');
  const databaseOwnerUrl = required(given.databaseOwnerUrl, 'databaseOwnerUrl');
  // The other two roles may sign in only after the migrations, which make them.
  await reachDatabase('DATABASE_OWNER_URL', databaseOwnerUrl);
  const { auditHeadsFile, demo = false } = given;
  return { databaseUrl, databaseWorkerUrl, databaseOwnerUrl, ...(await keysOf(given)), auditHeadsFile, demo };
}

/** Those of the environment, and else what was made once and is kept. */
async function keysOf(given: Given): Promise<Secrets> {
  const { accessTokenSecret, recordsKey, auditKey } = given;
  if (accessTokenSecret !== undefined && recordsKey !== undefined && auditKey !== undefined) {
    return { accessTokenSecret, recordsKey, auditKey };
  }
  await prepareDataFolder(dataDirOf(given));
  const kept = await keepSecrets(dataDirOf(given));
  return {
    accessTokenSecret: accessTokenSecret ?? kept.accessTokenSecret,
    recordsKey: recordsKey ?? kept.recordsKey,
    auditKey: auditKey ?? kept.auditKey,
  };
}

function dataDirOf(given: Given): string {
  return given.dataDir ?? DEFAULT_DATA_DIR;
}
