import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/index.js';
import type { SystemActor } from '../../src/kernel/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { programFolder } from '../support/cluster.js';
import { QUEUE_BACKENDS } from '../support/queue-services.js';
import type { QueueServices } from '../support/queue-services.js';

const DEEP = process.env['TEST_DEEP'] !== undefined;
const KILLS = DEEP ? 30 : 3;
const PENDING = DEEP ? 5_000 : 400;
const SCRIPT = fileURLToPath(new URL('facts-worker.mjs', import.meta.url));
const IMPATIENT = { silence: 700, requeueAfter: 3_000, retryAfter: 50 };
const NAMES = { fact: 'appointment.booked', subscriber: 'reminders.plan-messages' };

/** A worker in a process of its own, and what it has said. */
class Worker {
  readonly said: string[] = [];
  private readonly words = new EventEmitter();
  private readonly process: ChildProcessByStdio<null, Readable, null>;

  constructor(settings: object) {
    const options = [SCRIPT, programFolder(), JSON.stringify(settings)];
    this.process = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface(this.process.stdout).on('line', (word) => {
      this.said.push(word);
      this.words.emit('word');
    });
  }

  async says(word: string, times = 1): Promise<void> {
    while (this.said.filter((one) => one === word).length < times) await once(this.words, 'word');
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill(signal);
    await once(this.process, 'exit');
  }
}

describe.each(QUEUE_BACKENDS)('facts on %s reach their subscriber exactly once', (_, open) => {
  let backend: QueueServices;
  let owner: Client;
  let source: DataSource;
  let workers: Worker[];
  const actor: SystemActor = { kind: 'system', practiceId: newId(), name: 'test' };

  beforeEach(async () => {
    backend = await open();
    owner = new Client(backend.database.ownerUrl);
    await owner.connect();
    await owner.query('CREATE TABLE heard (practice_id uuid, fact_id uuid)');
    await owner.query('GRANT INSERT ON heard TO unknot_worker');
    const url = backend.database.appUrl;
    source = await createDataSource({ url, poolSize: 1, applicationName: 'test' }).initialize();
    workers = [];
  });

  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    await Promise.all([owner.end(), source.destroy()]);
    await backend.stop();
  });

  const start = (takes: number, patience = IMPATIENT): Worker => {
    const worker = new Worker({ services: backend.services, ...NAMES, ...patience, takes });
    workers.push(worker);
    return worker;
  };

  const happen = (count: number): Promise<void> =>
    new UnitOfWork(source, new DatabaseClock()).do(actor, (tx) => {
      for (let n = 0; n < count; n += 1) tx.emit(NAMES.fact, { appointmentId: newId() });
      return Promise.resolve();
    });

  const count = async (from: string): Promise<number> =>
    (await owner.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${from}`)).rows[0]!.n;

  const allDone = async (): Promise<void> => {
    while ((await count('outbox WHERE relayed_at IS NULL')) + (await count('fact_tasks')) > 0) await pause(100);
  };

  const expectOnceEach = async (facts: number): Promise<void> => {
    expect(await count('heard')).toBe(facts);
    expect(await count('outbox o JOIN heard h ON h.fact_id = o.id')).toBe(facts);
    expect(await count('(SELECT DISTINCT fact_id FROM heard) AS h')).toBe(facts);
  };

  it(`while ${KILLS} workers are killed at random moments, two at work at a time`, async () => {
    await happen(PENDING);
    let other = start(5);
    for (let n = 0; n < KILLS; n += 1) {
      const victim = other;
      other = start(5);
      await victim.says('begun');
      await pause(Math.random() * 300);
      await victim.end('SIGKILL');
      if ((await count('outbox WHERE relayed_at IS NULL')) + (await count('fact_tasks')) < 50) await happen(PENDING);
    }
    start(0);
    await allDone();
    await expectOnceEach(await count('outbox'));
  }, 300_000);

  it(`when the queue loses ${PENDING} of them at once, and without a hand`, async () => {
    await happen(PENDING);
    const worker = start(20);
    await worker.says('begun', 10);
    await backend.loseMemory();
    start(0);
    await allDone();
    await expectOnceEach(PENDING);
  }, 300_000);

  it('when one of them outlives more of its workers than the queue has patience for', async () => {
    await happen(1);
    const patience = { ...IMPATIENT, requeueAfter: 12_000 };
    for (let n = 0; n < 2; n += 1) {
      const victim = start(60_000, patience);
      await victim.says('begun');
      await victim.end('SIGKILL');
    }
    const third = start(0, patience);
    await third.says('UnrecoverableError'); // the queue has given it up
    expect(await count('heard')).toBe(0);
    await allDone();
    await expectOnceEach(1);
  }, 300_000);

  it('when a worker freezes for longer than its lease and goes on', async () => {
    await happen(20);
    const frozen = start(200);
    await frozen.says('begun');
    frozen.signal('SIGSTOP');
    start(0);
    while ((await count('heard')) < 16) await pause(100);
    await pause(4 * IMPATIENT.silence);
    frozen.signal('SIGCONT');
    await allDone();
    await expectOnceEach(20);
  }, 300_000);

  it('when workers are asked to end under load: what they have begun they finish', async () => {
    await happen(PENDING);
    const worker = start(50);
    await worker.says('begun', 8);
    worker.signal('SIGTERM');
    await worker.says('closed');
    expect(await count('heard')).toBe(worker.said.filter((word) => word === 'begun').length);
    start(0);
    await allDone();
    await expectOnceEach(PENDING);
  }, 300_000);
});
