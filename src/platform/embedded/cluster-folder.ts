import { chown, mkdir, mkdtemp, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../config/start-error.js';
import { hasCode } from '../process/error-code.js';
import { PUBLIC_HOME } from './binaries.js';
import { reasonIn, run } from './processes.js';
import type { Account } from './processes.js';
import { canUse } from './service-account.js';

/** The role that initdb makes: a superuser, so no server may run as it. */
export const OWNER = 'unknot_owner';

/** The existing cluster's folder, links resolved; undefined before the first start. */
export async function findCluster(dataDir: string): Promise<{ folder: string; owner: Account } | undefined> {
  try {
    const folder = await realpath(join(dataDir, 'postgres'));
    const { uid, gid } = await stat(folder);
    return { folder, owner: { uid, gid } };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

interface NewCluster {
  readonly dataDir: string;
  /** Folder of initdb and postgres. */
  readonly bin: string;
  readonly account: Account | undefined;
  readonly ownerPassword: string;
  /** False skips the waits for the disk. */
  readonly durable: boolean;
}

/**
 * Makes the database files and returns their folder. `<dataDir>/postgres` appears when they are complete, so that a
 * start that was killed half way begins again. It is a link to a folder elsewhere when the account cannot enter dataDir.
 */
export async function createCluster(cluster: NewCluster): Promise<string> {
  const { dataDir, account } = cluster;
  const place = join(dataDir, 'postgres');
  if (await canUse(account, dataDir)) {
    const draft = `${place}.new`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await initialise(draft, cluster);
    await rename(draft, place);
  } else {
    await mkdir(PUBLIC_HOME, { recursive: true, mode: 0o755 });
    const elsewhere = await mkdtemp(join(PUBLIC_HOME, 'data-'));
    await initialise(elsewhere, cluster);
    await rm(place, { force: true });
    await symlink(elsewhere, place);
  }
  return realpath(place);
}

async function initialise(folder: string, { bin, account, ownerPassword, durable }: NewCluster): Promise<void> {
  const passwordFolder = await mkdtemp(join(tmpdir(), 'unknot-'));
  const passwordFile = join(passwordFolder, 'password');
  try {
    await writeFile(passwordFile, ownerPassword, { mode: 0o600 });
    if (account) {
      for (const path of [folder, passwordFolder, passwordFile]) await chown(path, account.uid, account.gid);
    }
    const { code, output } = await run(
      join(bin, 'initdb'),
      [
        ...['-D', folder, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '-E', 'UTF8'],
        ...(await localeFlags(bin)),
        ...(durable ? [] : ['--no-sync']),
      ],
      account,
    );
    if (code !== 0) throw new StartError(`PostgreSQL could not prepare ${folder}: ${reasonIn(output)}`);
  } finally {
    await rm(passwordFolder, { recursive: true });
  }
}

/**
 * Names sort and fold alike on every machine, whatever its locale. The provider that needs no library of the system
 * came with PostgreSQL 17.
 */
async function localeFlags(bin: string): Promise<string[]> {
  const { output } = await run(join(bin, 'postgres'), ['--version']);
  const major = Number(/\s(\d+)/.exec(output)?.[1]);
  return major >= 17 ? ['--locale-provider=builtin', '--locale=C.UTF-8'] : ['--locale=C.UTF-8'];
}
