import { StartError } from '../config/start-error.js';
import { run } from './processes.js';
import type { Account } from './processes.js';

const NAME = 'postgres';

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as the user `postgres`, made here if there is none;
 * started by anybody else, as that user (undefined).
 */
export async function findServiceAccount(onProgress: (line: string) => void): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const existing = await lookUp();
  if (existing) return existing;
  onProgress(`Creating the system user ${NAME}, since PostgreSQL refuses to run as root`);
  const { code, output } = await run('useradd', ['--system', '--user-group', '--no-create-home', NAME]);
  const created = await lookUp();
  if (created) return created;
  throw new StartError(
    `PostgreSQL refuses to run as root and the user ${NAME} could not be made (useradd ended with ${code}: ${output.trim()}): ` +
      'start as a normal user, or set DATABASE_URL to a running PostgreSQL.',
  );
}

async function lookUp(): Promise<Account | undefined> {
  const [user, group] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
  if (user.code !== 0 || group.code !== 0) return undefined;
  return { uid: Number(user.output), gid: Number(group.output) };
}

/** Whether the account can run the program, or enter the folder, at `path`: a folder above it may be closed to it. */
export async function canUse(account: Account | undefined, path: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'test -x "$0"', path], account);
  return code === 0;
}
