import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StartError } from '../config/start-error.js';
import { hasCode } from '../process/error-code.js';
import { findProcess, reasonIn, waitUntilGone } from './processes.js';
import type { Account } from './processes.js';

interface ServerOptions {
  /** Of the cluster, links resolved. */
  readonly folder: string;
  /** Folder of the program postgres. */
  readonly bin: string;
  readonly account: Account | undefined;
  readonly logFile: string;
  /** Server parameters by name. */
  readonly settings: Readonly<Record<string, string | number>>;
}

export interface Server {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Rolls open transactions back and ends; the data are complete on disk. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** Starts PostgreSQL on a free port of 127.0.0.1. Throws StartError with PostgreSQL's own reason when it will not start. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const port = await findFreePort();
    const reason = await attemptStart(options, port);
    if (typeof reason !== 'string') return serverOf(reason, port);
    // Another program took the port since, or the workers of a killed server are just letting go of its memory.
    const passes = reason.includes('in use') && performance.now() < deadline;
    if (!passes)
      throw new StartError(
        `The embedded PostgreSQL did not start (${reasonIn(reason)}); its log is ${options.logFile}.`,
      );
    await setTimeout(100);
  }
}

/** The running server, or what the log says about why there is none. */
async function attemptStart(options: ServerOptions, port: number): Promise<ChildProcess | string> {
  const { folder, bin, account, logFile, settings } = options;
  const log = await open(logFile, 'a+', 0o600);
  try {
    if (account) await log.chown(account.uid, account.gid);
    const logged = (await log.stat()).size;
    const flags = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // In a session of its own: Ctrl-C must reach our shutdown only, which ends PostgreSQL after its clients.
    const child = spawn(join(bin, 'postgres'), ['-D', folder, '-p', String(port), ...flags], {
      ...account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    return (await isReady(child, folder)) ? child : await readFrom(log, logged);
  } finally {
    await log.close();
  }
}

async function isReady(child: ChildProcess, folder: string): Promise<boolean> {
  await once(child, 'spawn');
  while (child.exitCode === null && child.signalCode === null) {
    const server = await readServerPid(folder);
    if (server?.pid === child.pid && server?.ready) return true;
    await setTimeout(10);
  }
  return false;
}

async function readFrom(log: FileHandle, position: number): Promise<string> {
  const { size } = await log.stat();
  const { buffer } = await log.read({ buffer: Buffer.alloc(size - position), position });
  return buffer.toString();
}

function serverOf(child: ChildProcess, port: number): Server {
  const ended = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
  });
  return {
    port,
    ended,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** The pid in the lock file of the server that runs, or ran, on these files. */
async function readServerPid(folder: string): Promise<{ pid: number; ready: boolean } | undefined> {
  try {
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
}

/**
 * PostgreSQL outlives a parent that was killed, and would keep the next one from starting. Only the holder of the
 * folder's lock may call this.
 */
export async function endOrphan(folder: string, onProgress: (line: string) => void): Promise<void> {
  const left = await readServerPid(folder);
  if (!left) return;
  const found = await findProcess(left.pid);
  if (!`${found?.command} `.includes(` -D ${folder} `)) return disown(folder);
  onProgress('Ending the PostgreSQL that a killed start left behind');
  process.kill(left.pid, 'SIGINT');
  if (!(await waitUntilGone(left.pid, 60_000))) {
    throw new StartError(`PostgreSQL (process ${left.pid}) still runs on ${folder} and does not end: end it by hand.`);
  }
}

/**
 * The server that the lock file names is gone, but PostgreSQL asks only whether the pid exists: it would take a zombie,
 * or the program that got the pid since, for that server. Under its parent's pid it knows the file to be stale, and
 * still waits for the memory that the rest of the file names: workers of a killed server may live a moment longer.
 */
async function disown(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, [process.pid, ...rest].join('\n'));
}
