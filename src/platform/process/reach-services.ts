import { Redis } from 'ioredis';
import { Client } from 'pg';
import { StartError } from '../config/start-error.js';

const ANSWER_MS = 5_000;
const OLDEST_POSTGRES = 15;
const OLDEST_REDIS = [6, 2] as const;

/** Throws StartError unless a PostgreSQL of a supported version lets us into the database that `variable` names. */
export async function reachDatabase(variable: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_MS });
  const { host, pathname } = new URL(url);
  const version = await answer(`The PostgreSQL of ${variable} (${host}${pathname})`, variable, async () => {
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
      return rows[0]?.server_version ?? '';
    } finally {
      await client.end();
    }
  });
  if (Number.parseInt(version) >= OLDEST_POSTGRES) return;
  throw new StartError(`${variable} leads to PostgreSQL ${version}: use version ${OLDEST_POSTGRES} or later.`);
}

/** Throws StartError unless a Redis of a supported version answers. */
export async function reachRedis(variable: string, url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: ANSWER_MS, retryStrategy: null });
  // The reason of a refused connection comes as an event; connect() itself only says that it is closed.
  const failed = new Promise<never>((_, reject) => redis.on('error', reject));
  const info = await answer(`The Redis of ${variable} (${new URL(url).host})`, variable, async () => {
    try {
      return await Promise.race([failed, redis.connect().then(() => redis.info('server'))]);
    } finally {
      redis.disconnect();
    }
  });
  const [, version = '', major, minor] = /^redis_version:((\d+)\.(\d+)\S*)/m.exec(info) ?? [];
  const isNewEnough =
    Number(major) > OLDEST_REDIS[0] || (Number(major) === OLDEST_REDIS[0] && Number(minor) >= OLDEST_REDIS[1]);
  if (!isNewEnough)
    throw new StartError(`${variable} leads to Redis ${version}: use version ${OLDEST_REDIS.join('.')} or later.`);
}

/** Every error of a first connection is one that whoever starts the program can mend. */
async function answer<T>(service: string, variable: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    // Where a name has several addresses, the error collects those of each and has a code but no message.
    const { message, code } = error as NodeJS.ErrnoException;
    throw new StartError(`${service} cannot be used (${message || code}): start it, or correct ${variable}.`);
  }
}
