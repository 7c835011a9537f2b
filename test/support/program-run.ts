import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Ending {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A script of the program as a process of its own, with no other environment than the test gives it. */
export class ProgramRun {
  private readonly child: ChildProcess;
  private stdout = '';
  private stderr = '';
  readonly ending: Promise<Ending>;

  constructor(script: string, env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [script], {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout!.on('data', (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.ending = once(this.child, 'close').then(([code]) => ({
      code: code as number | null,
      stdout: this.stdout,
      stderr: this.stderr.trim(),
    }));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves once the program has printed this; throws when it ends without. */
  async printed(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      const ended = await Promise.race([once(this.child.stdout!, 'data').then(() => undefined), this.ending]);
      if (ended && !this.stdout.includes(text)) throw new Error(`It ended without "${text}": ${ended.stderr}`);
    }
  }

  async end(signal: NodeJS.Signals): Promise<Ending> {
    this.child.kill(signal);
    return this.ending;
  }
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
