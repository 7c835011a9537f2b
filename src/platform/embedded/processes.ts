import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { hasCode } from '../process/error-code.js';

/** A living process. Its pid alone does not identify it: the system gives a dead one's pid to the next process. */
export interface LivingProcess {
  /** Equal for the same process only: when it started, in the system's own notation. */
  readonly startedAt: string;
  /** Its command line, words separated by blanks. */
  readonly command: string;
}

/** Undefined for a process that is gone, and for a zombie, which is gone but for its parent's knowledge of it. */
export async function findProcess(pid: number): Promise<LivingProcess | undefined> {
  return process.platform === 'linux' ? fromProcFiles(pid) : fromPs(pid);
}

/** Polls, since the process is not our child. False when it still lives after `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const first = await findProcess(pid);
  const deadline = performance.now() + timeoutMs;
  let now = first;
  while (now && now.startedAt === first?.startedAt) {
    if (performance.now() > deadline) return false;
    await setTimeout(20);
    now = await findProcess(pid);
  }
  return true;
}

/** The system's own account of the process (proc(5)); slim container images have no ps. */
async function fromProcFiles(pid: number): Promise<LivingProcess | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name in parentheses, may hold blanks and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startedAt] = [fields[0], fields[19] ?? ''];
    if (state === 'Z' || state === 'X') return undefined;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return { startedAt, command: command.split('\0').join(' ').trim() };
  } catch (error) {
    // ESRCH: the process ended between opening and reading its file.
    if (hasCode(error, 'ENOENT', 'ESRCH')) return undefined;
    throw error;
  }
}

async function fromPs(pid: number): Promise<LivingProcess | undefined> {
  const { code, output } = await run('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)]);
  const [, state, startedAt, command] = /^\s*(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/m.exec(output) ?? [];
  if (code !== 0 || !state || state.startsWith('Z')) return undefined;
  return { startedAt: startedAt ?? '', command: command ?? '' };
}

/** Who a program runs as; undefined is whoever runs this process. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Finished {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a program to its end. Throws only when it cannot be started at all. */
export async function run(program: string, args: readonly string[], account?: Account): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The line in which a failing program says why. */
export function reasonIn(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.findLast((line) => /error|fatal/i.test(line)) ?? lines.at(-1) ?? '').trim();
}
