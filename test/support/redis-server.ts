import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { freePort } from './program-run.js';

const REDIS_SERVER = '/usr/bin/redis-server';

/** A Redis of a test's own that keeps nothing on disk, so that a restart has forgotten all. */
export class RedisServer {
  readonly url: string;
  /** Finds its way back by itself. */
  readonly client: Redis;
  private process: ChildProcess;

  private constructor(private readonly port: number) {
    this.url = `redis://127.0.0.1:${port}`;
    this.process = this.spawn();
    this.client = new Redis(this.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    this.client.on('error', () => undefined); // it takes a moment to come up
  }

  static async start(): Promise<RedisServer> {
    if (!existsSync(REDIS_SERVER)) throw new Error(`${REDIS_SERVER} is missing: install the package redis-server.`);
    const started = new RedisServer(await freePort());
    await started.client.ping();
    return started;
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Ends it, and starts it again on the same port after so many milliseconds. */
  async restart(signal: 'SIGKILL' | 'SIGTERM', awayMs: number): Promise<void> {
    await this.end(signal);
    await new Promise((resolve) => setTimeout(resolve, awayMs));
    this.process = this.spawn();
    await this.client.ping();
  }

  async stop(): Promise<void> {
    this.client.disconnect();
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill(signal);
    await once(this.process, 'exit');
  }

  private spawn(): ChildProcess {
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    return spawn(REDIS_SERVER, options, { stdio: 'ignore' });
  }
}
