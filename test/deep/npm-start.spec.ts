import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/program-run.js';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

test('npm start builds, serves, and passes a signal on to the program, which leaves nothing running', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'unknot-npm-'));
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const npm = spawn('npm', ['start'], {
    cwd: CHECKOUT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA_DIR: dataDir, DEMO: 'false' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(npm, 'close');
  for await (const line of createInterface(npm.stdout)) {
    if (line === 'Ctrl-C ends it.') break;
  }
  const graphql = await fetch(`http://127.0.0.1:${port}/graphql?query=${encodeURIComponent('{ __typename }')}`, {
    headers: { 'apollo-require-preflight': 'yes' },
  });
  expect(await graphql.json()).toEqual({ data: { __typename: 'Query' } });

  npm.kill('SIGTERM');
  expect(await closed).toEqual([0, null]);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
  await rm(dataDir, { recursive: true });
}, 120_000);
