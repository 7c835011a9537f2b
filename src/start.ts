import { startApi } from './main.js';
import { completeConfig, DEFAULT_DATA_DIR, readGivenSettings, required } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { migrate } from './platform/database/index.js';
import { keepSecrets, prepareDataFolder, startEmbeddedPostgres } from './platform/embedded/index.js';
import { reachDatabase, reachRedis, runAsProgram } from './platform/process/index.js';
import type { Program } from './platform/process/index.js';
import { DEMO_LOGINS, DEMO_PASSWORD, fillDemo } from './seed/index.js';
import { startWorker } from './worker.js';

type Given = ReturnType<typeof readGivenSettings>;

/** What the environment may leave out because the start supplies it. */
interface Supplied {
  readonly databaseUrl: string;
  readonly databaseWorkerUrl: string;
  readonly databaseOwnerUrl: string;
  readonly accessTokenSecret: string;
  readonly demo: boolean;
}

/** Everything in one process: database (embedded unless DATABASE_URL names one), migrations, API and worker. */
async function start(program: Program): Promise<void> {
  const given = readGivenSettings(process.env);
  if (given.environment === 'production') required(given.accessTokenSecret, 'accessTokenSecret');
  if (given.redisUrl !== undefined) await reachRedis('REDIS_URL', given.redisUrl);
  const supplied = await (given.databaseUrl === undefined ? embed(given, program) : reach(given));
  const config = completeConfig({ ...given, ...supplied });
  program.ending.throwIfAborted();

  report('Bringing the database to the newest schema');
  await migrate({
    ownerUrl: supplied.databaseOwnerUrl,
    appUrl: supplied.databaseUrl,
    workerUrl: supplied.databaseWorkerUrl,
  });
  program.ending.throwIfAborted();

  if (config.demo) {
    report('Looking after the demo practice');
    await fillDemo(config, supplied.databaseOwnerUrl);
    program.ending.throwIfAborted();
  }

  report('Starting the API and the worker');
  const api = await startApi(config);
  program.onEnd('API', () => api.close());
  const worker = await startWorker(config);
  program.onEnd('worker', () => worker.close());
  welcome(api.url, config);
}

async function embed(given: Given, program: Program): Promise<Supplied> {
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
    demo: given.demo ?? given.environment !== 'production',
  };
}

async function reach(given: Given): Promise<Supplied> {
  const databaseUrl = required(given.databaseUrl, 'databaseUrl');
  const databaseWorkerUrl = required(given.databaseWorkerUrl, 'databaseWorkerUrl');
  const databaseOwnerUrl = required(given.databaseOwnerUrl, 'databaseOwnerUrl');
  // The other two roles may sign in only after the migrations, which make them.
  await reachDatabase('DATABASE_OWNER_URL', databaseOwnerUrl);
  const accessTokenSecret = given.accessTokenSecret ?? (await keptTokenSecret(dataDirOf(given)));
  return { databaseUrl, databaseWorkerUrl, databaseOwnerUrl, accessTokenSecret, demo: given.demo ?? false };
}

async function keptTokenSecret(dataDir: string): Promise<string> {
  await prepareDataFolder(dataDir);
  return (await keepSecrets(dataDir)).accessTokenSecret;
}

function dataDirOf(given: Given): string {
  return given.dataDir ?? DEFAULT_DATA_DIR;
}

function report(line: string): void {
  console.log(`- ${line}`);
}

function welcome(url: string, config: Config): void {
  console.log(`\nUnknot serves ${url}`);
  if (config.environment !== 'production') console.log(`Open GraphiQL at ${url}/graphiql`);
  if (config.demo) {
    console.log(`The demo practice has these logins, all with the password "${DEMO_PASSWORD}":`);
    for (const { role, email } of DEMO_LOGINS) console.log(`  ${email.padEnd(24)} ${role}`);
  }
  console.log('Ctrl-C ends it.');
}

runAsProgram(import.meta.url, start);
