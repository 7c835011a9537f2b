// `npm start`: from a fresh clone to a running system. Plain Node, since nothing is installed yet.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { demandNode, ensureBuilt, ensureInstalled } from './ready.mjs';

demandNode();
await demandFreePort();
ensureInstalled();
ensureBuilt();
// In this process, so that a signal has one receiver.
process.argv[1] = fileURLToPath(new URL('../dist/src/start.js', import.meta.url));
await import('../dist/src/start.js');

/** Before the slow work. Whether PORT is a number is for the program to say. */
async function demandFreePort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) return;
  const probe = createServer();
  try {
    probe.listen(port, process.env.HOST || '127.0.0.1');
    await once(probe, 'listening');
  } catch (error) {
    if (error.code !== 'EADDRINUSE') return;
    console.error(`Port ${port} is taken: end the program that listens there, or set PORT to another number.`);
    process.exit(1);
  } finally {
    probe.close();
  }
}
