import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, open, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { waitUntilGone } from '../../src/platform/embedded/processes.js';
import { cloneDatabase, programFolder } from './cluster.js';
import type { Template, TestDatabase } from './cluster.js';
import { ProgramRun } from './program-run.js';

const HOST_SCRIPT = fileURLToPath(new URL('embedded-host.mjs', import.meta.url));
const ENDING = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A migrated PostgreSQL of a test's own, which it may restart: on the same files and the same port. */
export class PrivatePostgres {
  private server: ChildProcess | undefined;

  private constructor(
    private readonly dataDir: string,
    private readonly host: ChildProcess,
    private readonly template: Template,
  ) {}

  /** Takes some seconds. */
  static async start(): Promise<PrivatePostgres> {
    const dataDir = await mkdtemp(join(tmpdir(), 'unknot-private-'));
    // Started by root, PostgreSQL runs as another user and must be able to enter.
    await chmod(dataDir, 0o755);
    const settings = JSON.stringify({ max_connections: 200 });
    const options = [HOST_SCRIPT, programFolder(), dataDir, settings];
    const host = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [ownerUrl] = (await once(createInterface(host.stdout), 'line')) as [string];
    const { appPassword, workerPassword } = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8')) as {
      readonly appPassword: string;
      readonly workerPassword: string;
    };
    const urlOf = (user: string, password: string): string =>
      Object.assign(new URL(ownerUrl), { username: user, password }).href;
    const [appUrl, workerUrl] = [urlOf('unknot_app', appPassword), urlOf('unknot_worker', workerPassword)];
    const urls = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: appUrl, DATABASE_WORKER_URL: workerUrl };
    const { code, stderr } = await new ProgramRun(join(programFolder(), 'src/migrate.js'), urls).ending;
    if (code !== 0) {
      host.kill('SIGTERM');
      throw new Error(`The private PostgreSQL could not be migrated: ${stderr}`);
    }
    return new PrivatePostgres(dataDir, host, { ownerUrl, appUrl, workerUrl });
  }

  createDatabase(): Promise<TestDatabase> {
    return cloneDatabase(this.template);
  }

  /** `immediate` is as a crash: nothing is written to the files, and the start recovers from the log. It is away for so long. */
  async restart(how: keyof typeof ENDING, awayMs: number): Promise<void> {
    const folder = await realpath(join(this.dataDir, 'postgres'));
    // As it was started: the program, and each of its options in quotes.
    const started = await readFile(join(folder, 'postmaster.opts'), 'utf8');
    const [program, options] = [started.slice(0, started.indexOf(' "')), [...started.matchAll(/"([^"]*)"/g)]];
    await this.end(ENDING[how]);
    await pause(awayMs);
    const { uid, gid } = await stat(folder);
    const log = await open(join(this.dataDir, 'postgres.log'), 'a');
    const account = process.getuid?.() === 0 ? { uid, gid } : {};
    const args = options.map(([, option]) => option!);
    this.server = spawn(program, args, { ...account, cwd: '/', stdio: ['ignore', log.fd, log.fd] });
    await log.close();
    await this.untilReady();
  }

  async stop(): Promise<void> {
    if (this.server) await this.end('SIGINT');
    this.host.kill('SIGTERM');
    await once(this.host, 'exit');
    const folder = await realpath(join(this.dataDir, 'postgres'));
    await Promise.all([folder, this.dataDir].map((path) => rm(path, { recursive: true, force: true })));
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const pid = Number.parseInt(await readFile(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8'));
    process.kill(pid, signal);
    if (!(await waitUntilGone(pid, 20_000))) throw new Error(`PostgreSQL (process ${pid}) does not end.`);
  }

  private async untilReady(): Promise<void> {
    for (;;) {
      const client = new Client({ connectionString: this.template.ownerUrl.replace(/\/[^/]*$/, '/postgres') });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return await client.end();
      } catch {
        if (this.server?.exitCode !== null) throw new Error(`PostgreSQL does not start: ${this.dataDir}/postgres.log`);
        await pause(20);
      }
    }
  }
}
