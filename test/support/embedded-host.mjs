// A process of its own for an embedded PostgreSQL, so that a test can kill it: node embedded-host.mjs PROGRAM DATA_DIR
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [program, dataDir] = process.argv.slice(2);
const { startEmbeddedPostgres } = await import(pathToFileURL(join(program, 'src/platform/embedded/index.js')).href);
try {
  // What a killed process has written is with the operating system; only a power cut needs durable.
  const postgres = await startEmbeddedPostgres({ dataDir, onProgress: () => {}, durable: false });
  process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
  console.log(postgres.ownerUrl);
  setInterval(() => {}, 60_000);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
