import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../config/start-error.js';
import { hasCode } from '../process/error-code.js';
import { findProcess } from './processes.js';

/** Gives the folder free for the next start. */
export type Unlock = () => Promise<void>;

/**
 * Makes this process the folder's only user: two that start PostgreSQL on the same files would stop each other's.
 * A process that was killed leaves its lock behind, and the next start takes it over.
 * Throws StartError while another living process holds it.
 */
export async function lockFolder(folder: string): Promise<Unlock> {
  const file = join(folder, 'start.lock');
  const self = await findProcess(process.pid);
  const mine = JSON.stringify({ pid: process.pid, startedAt: self?.startedAt });
  if (!(await createWith(file, mine))) {
    const holder = await livingHolder(file);
    if (holder !== undefined && holder !== process.pid) throw inUse(folder, holder);
    await rm(file, { force: true });
    if (!(await createWith(file, mine))) throw inUse(folder, await livingHolder(file));
  }
  return () => rm(file, { force: true });
}

/** A link appears with its whole content or not at all, so that a rival never reads half a lock. */
async function createWith(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft);
  }
}

async function livingHolder(file: string): Promise<number | undefined> {
  const [, pid, startedAt] = /^\{"pid":(\d+),"startedAt":"(.*)"\}$/.exec(await readFile(file, 'utf8')) ?? [];
  if (pid === undefined) return undefined;
  const holder = await findProcess(Number(pid));
  return holder?.startedAt === startedAt ? Number(pid) : undefined;
}

function inUse(folder: string, pid: number | undefined): StartError {
  return new StartError(
    `Another start (process ${pid ?? 'unknown'}) uses the data in ${folder}: end it, or set DATA_DIR to another folder.`,
  );
}
