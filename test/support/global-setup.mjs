import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileProgram } from './compile.mjs';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/**
 * One private PostgreSQL for the whole run, with the migrations run once into a template that every test file clones.
 * TEST_POSTGRES=15 takes that version as Debian installs it instead of the embedded one.
 */
export default async function setUp() {
  const program = await compileProgram();
  const load = (path) => import(pathToFileURL(join(program, 'src/platform', path)).href);
  const { startEmbeddedPostgres } = await load('embedded/index.js');
  const { migrate } = await load('database/index.js');

  const dataDir = await mkdtemp(join(tmpdir(), 'unknot-test-'));
  // Started by root, PostgreSQL runs as another user and must be able to enter.
  await chmod(dataDir, 0o755);
  const version = process.env.TEST_POSTGRES;
  const postgres = await startEmbeddedPostgres({
    dataDir,
    onProgress: () => {},
    durable: false,
    bin: version && join(DEBIAN_POSTGRES, version, 'bin'),
    settings: { max_connections: 200, log_line_prefix: '%m [%p] %d ' },
  });
  globalThis.unknotTestRun = { program, dataDir, postgres };
  // A run that is interrupted has no teardown; PostgreSQL would live on.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void postgres.stop();
      process.exit(1);
    });
  }
  try {
    await migrate(postgres);
  } catch (error) {
    await postgres.stop();
    throw error;
  }

  // The template is the database that the start makes. Nobody stays connected to it, or it could not be cloned.
  process.env.UNKNOT_TEST_OWNER_URL = postgres.ownerUrl;
  process.env.UNKNOT_TEST_APP_URL = postgres.appUrl;
  process.env.UNKNOT_TEST_WORKER_URL = postgres.workerUrl;
  process.env.UNKNOT_TEST_POSTGRES_LOG = postgres.logFile;
  process.env.UNKNOT_TEST_PROGRAM = program;
}
