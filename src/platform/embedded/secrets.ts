import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What npm start makes up once, so that a fresh clone needs no setting. */
export interface GeneratedSecrets {
  readonly accessTokenSecret: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  readonly workerPassword: string;
}

/** Readable by the user who started the program only; written at once or not at all. */
export async function keepSecrets(dataDir: string): Promise<GeneratedSecrets> {
  const file = join(dataDir, 'secrets.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as GeneratedSecrets;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const secrets: GeneratedSecrets = {
    accessTokenSecret: randomBytes(32).toString('base64url'),
    ownerPassword: randomBytes(24).toString('base64url'),
    appPassword: randomBytes(24).toString('base64url'),
    workerPassword: randomBytes(24).toString('base64url'),
  };
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
