import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Page } from 'playwright-core';
import type { Role } from '../../src/kernel/index.js';
import { PASSWORD, RECORDS_KEY, TOKEN_SECRET } from './api.js';
import type { ClinicFixture } from './clinic-fixture.js';
import { createClinic } from './clinic-fixture.js';
import { createTestDatabase, programFolder } from './cluster.js';
import type { TestDatabase } from './cluster.js';
import { freePort, ProgramRun } from './program-run.js';

/** Somebody who can sign in at the console, and act through the API beside it. */
export interface ConsolePerson {
  readonly email: string;
  readonly membershipId: string;
  /** Sends one operation that must succeed, in a session of its own; answers its data. */
  act<T = Record<string, never>>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
}

/** The console over a clinic as a practice has it: API and worker as processes of their own, over a database of its own. */
export class ConsoleRun {
  private people = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly clinic: ClinicFixture,
    private readonly port: number,
    private api: ProgramRun,
    private readonly worker: ProgramRun,
  ) {}

  static async start(zone: string): Promise<ConsoleRun> {
    const [database, port] = await Promise.all([createTestDatabase(), freePort()]);
    const clinic = await createClinic(database, { zone });
    const worker = new ProgramRun(join(programFolder(), 'src/worker.js'), {
      ...settings(database),
      ...{ DATABASE_WORKER_URL: database.workerUrl, AUDIT_KEY: RECORDS_KEY, MESSAGES: 'off' },
    });
    return new ConsoleRun(database, clinic, port, await startApi(database, port), worker);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Someone with `PASSWORD`; as a therapist one who may treat clients. */
  async addPerson(role: Role, therapistId?: string): Promise<ConsolePerson> {
    const { userId, membershipId } = await this.clinic.actor(role, therapistId);
    this.people += 1;
    const email = `${role}.${this.people}@harbour.example`;
    await this.clinic.sql('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [
      ...[userId, email],
      await hash(PASSWORD),
    ]);
    await this.clinic.sql('UPDATE memberships SET email = $2 WHERE id = $1', [membershipId, email]);
    let token: Promise<string> | null = null;
    const act = async <T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> =>
      this.send<T>(query, variables, await (token ??= this.tokenOf(email)));
    return { email, membershipId, act };
  }

  /** Ends the API and starts it again at the same address; `meanwhile` is done while it is not there. */
  async restart(meanwhile: () => Promise<unknown>): Promise<void> {
    await this.api.end('SIGTERM');
    await meanwhile();
    this.api = await startApi(this.database, this.port);
  }

  async stop(): Promise<void> {
    await Promise.all([this.api.end('SIGKILL'), this.worker.end('SIGKILL'), this.clinic.close()]);
    await this.database.drop();
  }

  private async tokenOf(email: string): Promise<string> {
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { accessToken } } }`;
    const { signIn } = await this.send<{ signIn: { accessToken: string } }>(query, {
      input: { email, password: PASSWORD },
    });
    return signIn.accessToken;
  }

  private async send<T>(query: string, variables: Readonly<Record<string, unknown>>, token?: string): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T | null; errors?: unknown };
    if (errors || data === null) throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
    return data;
  }
}

/** Opens an address of the console that asks to sign in, and signs in there. */
export async function signIn(page: Page, address: string, email: string, password = PASSWORD): Promise<void> {
  await page.goto(address);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const settings = (database: TestDatabase): Record<string, string> => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  DATABASE_URL: database.appUrl,
  ACCESS_TOKEN_SECRET: TOKEN_SECRET,
  RECORDS_KEY,
});

/** The API over a database, which serves the console. */
export async function startApi(database: TestDatabase, port: number): Promise<ProgramRun> {
  await buildConsole();
  const api = new ProgramRun(join(programFolder(), 'src/main.js'), { ...settings(database), PORT: String(port) });
  await api.printed('Unknot serves');
  return api;
}

/** Beside the compiled program, which serves it from there; once in a run, and whole or not at all where two test files begin at once. */
async function buildConsole(): Promise<void> {
  const target = join(programFolder(), 'console');
  if (existsSync(target)) return;
  const draft = `${target}.${process.pid}`;
  // As it ships: in a test's environment React would come with its warnings.
  const env = { ...process.env, NODE_ENV: 'production' };
  const build = spawn(process.execPath, ['scripts/build-console.mjs', draft], { stdio: 'inherit', env });
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The console could not be built.');
  await rename(draft, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY') throw error;
    await rm(draft, { recursive: true });
  });
}
