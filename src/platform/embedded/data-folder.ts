import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../config/start-error.js';
import { hasCode } from '../process/error-code.js';

/** What npm start makes up once, so that a fresh clone needs no setting. */
export interface GeneratedSecrets {
  readonly accessTokenSecret: string;
  readonly recordsKey: string;
  readonly auditKey: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  readonly workerPassword: string;
}

/** Makes the folder when there is none. Throws StartError when this user cannot work in it. */
export async function prepareDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST')) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The data folder ${dataDir} cannot be used (${code}): give this user the right to write there, or set DATA_DIR to another folder.`,
    );
  }
}

/** Readable by the user who started the program only; written at once or not at all. */
export async function keepSecrets(dataDir: string): Promise<GeneratedSecrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await readSecrets(file);
  const secrets: GeneratedSecrets = {
    accessTokenSecret: randomBytes(32).toString('base64url'),
    recordsKey: randomBytes(32).toString('base64url'),
    auditKey: randomBytes(32).toString('base64url'),
    ownerPassword: randomBytes(24).toString('base64url'),
    appPassword: randomBytes(24).toString('base64url'),
    workerPassword: randomBytes(24).toString('base64url'),
    ...kept,
  };
  if (Object.keys(kept).length === Object.keys(secrets).length) return secrets;
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

/** Those of an earlier start, which may have known fewer; none before the first one. */
async function readSecrets(file: string): Promise<Partial<GeneratedSecrets>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<GeneratedSecrets>;
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return {};
  }
}
