// A process of its own for an embedded PostgreSQL, so that a test can kill it: node embedded-host.mjs PROGRAM DATA_DIR [SETTINGS]
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, dataDir, settings = '{}'] = process.argv.slice(2);
const { startEmbeddedPostgres } = await import(pathToFileURL(join(program, 'src/platform/embedded/index.js')).href);
try {
  // What a killed process has written is with the operating system; only a power cut needs durable.
  const options = { dataDir, onProgress: () => {}, durable: false, settings: JSON.parse(settings) };
  const postgres = await startEmbeddedPostgres(options);
  process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
  console.log(postgres.ownerUrl);
  setInterval(() => {}, 60_000);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
