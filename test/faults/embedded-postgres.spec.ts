import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { findProcess, waitUntilGone } from '../../src/platform/embedded/processes.js';
import { hasCode } from '../../src/platform/process/error-code.js';
import { programFolder } from '../support/cluster.js';

const HOST_SCRIPT = fileURLToPath(new URL('../support/embedded-host.mjs', import.meta.url));
const NOBODY = 65_534;

/** A process that runs an embedded PostgreSQL, ready to be connected to. */
interface Host {
  readonly process: ChildProcess;
  readonly ownerUrl: string;
  readonly serverPid: number;
}

let home: string;
let dataDir: string;
const running = new Set<ChildProcess>();

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'unknot-embedded-'));
  // mkdtemp closes its folder to others, among them the user that PostgreSQL runs as when root starts it.
  await chmod(home, 0o755);
  dataDir = join(home, '.data');
});

afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  // What a failed test left running would hold its files.
  const left = await serverPidIn(dataDir);
  if (left !== undefined && (await isAlive(left))) {
    process.kill(left, 'SIGQUIT');
    await waitUntilGone(left, 10_000);
  }
  await rm(await realpath(join(dataDir, 'postgres')), { recursive: true });
  await rm(home, { recursive: true });
});

function spawnHost(uid?: number): ChildProcess {
  const child = spawn(process.execPath, [HOST_SCRIPT, programFolder(), dataDir], {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function startHost(uid?: number): Promise<Host> {
  const child = spawnHost(uid);
  const ownerUrl = await Promise.race([
    once(createInterface(child.stdout!), 'line').then(([line]) => line as string),
    refusalOf(child).then((refusal) => Promise.reject(new Error(refusal))),
  ]);
  const serverPid = await serverPidIn(dataDir);
  if (serverPid === undefined) throw new Error('A running PostgreSQL has a postmaster.pid.');
  return { process: child, ownerUrl, serverPid };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

async function refusalOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return text.trim();
}

async function serverPidIn(folder: string): Promise<number | undefined> {
  try {
    return Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** A killed process stays a zombie where nobody asks for its exit code; that is not alive. */
async function isAlive(pid: number): Promise<boolean> {
  return (await findProcess(pid)) !== undefined;
}

async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

test('a clean stop leaves no process and no lock, and the next start finds the data within seconds', async () => {
  const first = await startHost();
  await query(first.ownerUrl, 'CREATE TABLE visits (client text)', `INSERT INTO visits VALUES ('Ana')`);
  expect(await end(first.process, 'SIGTERM')).toBe(0);

  expect(await isAlive(first.serverPid)).toBe(false);
  expect(await serverPidIn(dataDir)).toBeUndefined();
  await expect(access(join(dataDir, 'start.lock'))).rejects.toMatchObject({ code: 'ENOENT' });

  const begun = performance.now();
  const second = await startHost();
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect(await query(second.ownerUrl, 'SELECT client FROM visits')).toEqual([{ client: 'Ana' }]);
  await end(second.process, 'SIGTERM');
});

test('after kill -9 of its parent PostgreSQL is ended and started anew, with every committed row', async () => {
  const first = await startHost();
  await query(first.ownerUrl, 'CREATE TABLE visits (client text)', `INSERT INTO visits VALUES ('Ana')`);
  await end(first.process, 'SIGKILL');
  expect(await isAlive(first.serverPid)).toBe(true);

  const second = await startHost();
  expect(second.serverPid).not.toBe(first.serverPid);
  expect(await isAlive(first.serverPid)).toBe(false);
  expect(await query(second.ownerUrl, 'SELECT client FROM visits')).toEqual([{ client: 'Ana' }]);
  await end(second.process, 'SIGTERM');
});

test('after kill -9 of both, PostgreSQL recovers every committed row', async () => {
  const first = await startHost();
  await query(first.ownerUrl, 'CREATE TABLE visits (client text)', `INSERT INTO visits VALUES ('Ana')`);
  await end(first.process, 'SIGKILL');
  process.kill(first.serverPid, 'SIGKILL');

  const second = await startHost();
  expect(await query(second.ownerUrl, 'SELECT client FROM visits')).toEqual([{ client: 'Ana' }]);
  await end(second.process, 'SIGTERM');
});

test('a second start on the same folder is refused with a sentence and does not disturb the first', async () => {
  const first = await startHost();
  expect(await refusalOf(spawnHost())).toBe(
    `Another start (process ${first.process.pid}) uses the data in ${dataDir}: end it, or set DATA_DIR to another folder.`,
  );
  expect(await query(first.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await end(first.process, 'SIGTERM');
});

test('a program that got the pid of a PostgreSQL long gone is left alone', async () => {
  const first = await startHost();
  await end(first.process, 'SIGTERM');
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)']);
  running.add(bystander);
  await once(bystander, 'spawn');
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${bystander.pid}\n${dataDir}/postgres\n`);

  const second = await startHost();
  expect(await query(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await isAlive(bystander.pid!)).toBe(true);
  await end(second.process, 'SIGTERM');
  await end(bystander, 'SIGKILL');
});

test('the generated passwords are for the eyes of the user who started it', async () => {
  const host = await startHost();
  expect(((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toString(8)).toBe('600');
  const stranger = new URL(host.ownerUrl);
  stranger.password = 'guess';
  await expect(query(stranger.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  await end(host.process, 'SIGTERM');
});

test('text is UTF-8 and sorts by code point, whatever the locale of the machine', async () => {
  const host = await startHost();
  const [row] = await query(
    host.ownerUrl,
    `SELECT getdatabaseencoding() AS encoding, upper('é') AS upper, 'Z' < 'a' AS sorted`,
  );
  expect(row).toEqual({ encoding: 'UTF8', upper: 'É', sorted: true });
  await end(host.process, 'SIGTERM');
});

test('it runs for a normal user, too', async () => {
  // Root lends itself to nobody; whoever runs the tests otherwise is a normal user.
  const uid = process.getuid?.() === 0 && (await isOpenToAll(programFolder())) ? NOBODY : undefined;
  await mkdir(dataDir);
  if (uid !== undefined) await chown(dataDir, uid, uid);
  const host = await startHost(uid);
  expect((await stat(join(dataDir, 'postgres'))).uid).toBe(uid ?? process.getuid?.());
  expect(await query(host.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await end(host.process, 'SIGTERM');
});

test('it runs below a folder that is closed to others, and keeps its data', async () => {
  // As root, PostgreSQL is another user and cannot enter here.
  await chmod(home, 0o700);
  const first = await startHost();
  await query(first.ownerUrl, 'CREATE TABLE visits (client text)', `INSERT INTO visits VALUES ('Ana')`);
  await end(first.process, 'SIGTERM');
  const second = await startHost();
  expect(await query(second.ownerUrl, 'SELECT client FROM visits')).toEqual([{ client: 'Ana' }]);
  await end(second.process, 'SIGTERM');
});

/** Whether any user can come to the folder: a checkout in root's home is closed. */
async function isOpenToAll(folder: string): Promise<boolean> {
  await access(folder, constants.R_OK);
  for (let path = folder; path !== '/'; path = join(path, '..')) {
    if (((await stat(path)).mode & 0o005) !== 0o005) return false;
  }
  return true;
}
