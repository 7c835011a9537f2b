import { startApi } from './main.js';
import { openMetrics } from './open-metrics.js';
import { completeConfig, readGivenSettings, required } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { migrate } from './platform/database/index.js';
import { usesMailbox } from './platform/notifications/index.js';
import { reachRedis, runAsProgram } from './platform/process/index.js';
import type { Program } from './platform/process/index.js';
import { DEMO_LOGINS, DEMO_PASSWORD, fillDemo } from './seed/index.js';
import { supply } from './supply.js';
import { startWorker } from './worker.js';

/** Everything in one process: database (embedded unless DATABASE_URL names one), migrations, API and worker. */
async function start(program: Program): Promise<void> {
  const given = readGivenSettings(process.env);
  if (given.environment === 'production') {
    required(given.accessTokenSecret, 'accessTokenSecret');
    required(given.recordsKey, 'recordsKey');
    required(given.auditKey, 'auditKey');
    if (given.messages !== 'off') required(given.smtp, 'smtp');
  }
  if (given.redisUrl !== undefined) await reachRedis('REDIS_URL', given.redisUrl);
  const supplied = await supply(given, program, report);
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
  await openMetrics(program, config, [api.metrics, worker.metrics]);
  welcome(api.url, config);
}

function report(line: string): void {
  console.log(`- ${line}`);
}

function welcome(url: string, config: Config): void {
  console.log(`\nUnknot serves ${url}`);
  if (config.environment !== 'production') {
    console.log(`Open the console at ${url}/console`);
    console.log(`Open GraphiQL at ${url}/graphiql`);
  }
  if (usesMailbox(config)) console.log(`What it would send is shown at ${url}/mailbox`);
  if (config.demo) {
    console.log(`The demo practice has these logins, all with the password "${DEMO_PASSWORD}":`);
    for (const { role, email } of DEMO_LOGINS) console.log(`  ${email.padEnd(24)} ${role}`);
  }
  console.log('Ctrl-C ends it.');
}

runAsProgram(import.meta.url, start);
