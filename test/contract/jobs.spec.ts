import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { openQueueBackend } from '../../src/platform/jobs/queue-backend.js';
import type { ScheduledJob } from '../../src/platform/jobs/scheduled-job.js';
import { programFolder } from '../support/cluster.js';
import { QUEUE_BACKENDS } from '../support/queue-services.js';
import type { QueueServices } from '../support/queue-services.js';

const SILENT = pino({ level: 'silent' });
const HOUR = 3_600_000;
const NAME = 'test.sweep';
const IMPATIENT = { retryAfter: 20, silence: 1_000, reschedule: 200 };

/** A job that notes when it ran. `succeeds` is asked with the number of the run. */
class Sweep implements ScheduledJob {
  readonly times: number[] = [];
  private readonly ran = new EventEmitter();

  constructor(
    readonly name: string,
    readonly everyMs: number,
    private readonly succeeds: (run: number) => boolean | Promise<boolean> = () => true,
  ) {}

  async execute(): Promise<number> {
    this.times.push(Date.now());
    this.ran.emit('run');
    if (!(await this.succeeds(this.times.length))) throw new Error('this run fails');
    return 1;
  }

  /** Returns once it has run so many times in all. */
  async runs(count: number): Promise<void> {
    while (this.times.length < count) await once(this.ran, 'run');
  }
}

/** A runner with the backend that it is alone to use. */
interface Running {
  close(): Promise<void>;
}

describe.each(QUEUE_BACKENDS)('scheduled jobs on %s', (_, open) => {
  let backend: QueueServices;
  let running: Running[];

  beforeEach(async () => {
    running = [];
    backend = await open();
  });

  afterEach(async () => {
    await Promise.all(running.map((runner) => runner.close()));
    await backend.stop();
  });

  const start = async (...jobs: ScheduledJob[]): Promise<Running> => {
    const queues = openQueueBackend(backend.services, SILENT);
    const runner = new JobRunner(queues, jobs, SILENT, IMPATIENT);
    const one = { close: () => runner.close().then(() => queues.close()) };
    running.push(one);
    await runner.start();
    return one;
  };

  const close = async (one: Running): Promise<void> => {
    running.splice(running.indexOf(one), 1);
    await one.close();
  };

  const schedules = async (): Promise<string[]> => {
    const bare = openQueueBackend(backend.services, SILENT);
    const queue = bare.queue('sweeps');
    const found = await queue.getJobSchedulers();
    await queue.close();
    await bare.close();
    return found.map(({ key }) => key).sort();
  };

  it('run at once and then in their rhythm, each time in one of all workers', async () => {
    const sweep = new Sweep(NAME, 400);
    await start(sweep);
    await Promise.all([start(sweep), start(sweep)]);
    await sweep.runs(6);
    // Five intervals in one rhythm for all three; the first run may have come late.
    expect(sweep.times[5]! - sweep.times[0]!).toBeGreaterThan(1_500);
  });

  it('keep their rhythm when a worker starts anew', async () => {
    const sweep = new Sweep(NAME, HOUR);
    const first = await start(sweep);
    await sweep.runs(1);
    await close(first);
    const fence = new Sweep('test.fence', HOUR);
    await start(sweep, fence);
    await fence.runs(1);
    expect(sweep.times).toHaveLength(1);
  });

  it('are tried again when they fail, until they succeed', async () => {
    const sweep = new Sweep(NAME, HOUR, (run) => run > 2);
    await start(sweep);
    await sweep.runs(3);
    const gaps = sweep.times.slice(1).map((time, n) => time - sweep.times[n]!);
    expect(gaps[0]).toBeGreaterThanOrEqual(IMPATIENT.retryAfter - 2);
    expect(gaps[1]).toBeGreaterThanOrEqual(2 * IMPATIENT.retryAfter - 2);
  });

  it('come again at their next time when they fail for good', async () => {
    const sweep = new Sweep(NAME, 1_500, () => false);
    await start(sweep);
    await sweep.runs(4);
    expect(sweep.times[2]! - sweep.times[0]!).toBeLessThan(1_000);
    expect(sweep.times[3]! - sweep.times[0]!).toBeGreaterThan(1_000);
  });

  it('come back when their worker is killed in the middle', async () => {
    const script = fileURLToPath(new URL('jobs-worker.mjs', import.meta.url));
    const victim = spawn(
      process.execPath,
      [script, programFolder(), JSON.stringify(backend.services), JSON.stringify(IMPATIENT)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(victim.stdout, 'data');
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const killed = Date.now();
    const sweep = new Sweep(NAME, HOUR);
    await start(sweep);
    await sweep.runs(1);
    expect(sweep.times[0]! - killed).toBeLessThan(10 * IMPATIENT.silence);
  });

  it('survive a queue that loses its memory', async () => {
    const sweep = new Sweep(NAME, HOUR);
    await start(sweep);
    await sweep.runs(1);
    await backend.loseMemory();
    await sweep.runs(2);
    expect(await schedules()).toEqual([NAME]);
  });

  it('go on after every connection was cut', async () => {
    const sweep = new Sweep(NAME, 400);
    await start(sweep);
    await sweep.runs(2);
    await backend.cutConnections();
    await sweep.runs(5);
  });

  it('that the program no longer has are forgotten', async () => {
    const old = new Sweep('test.old', HOUR);
    const before = await start(old, new Sweep(NAME, HOUR));
    await old.runs(1);
    expect(await schedules()).toEqual(['test.old', NAME]);
    await close(before);
    await start(new Sweep(NAME, HOUR));
    expect(await schedules()).toEqual([NAME]);
  });

  it('are finished before their worker closes', async () => {
    let finish = (): void => undefined;
    const sweep = new Sweep(NAME, HOUR, () => new Promise((resolve) => (finish = () => resolve(true))));
    const runner = await start(sweep);
    await sweep.runs(1);
    const order: string[] = [];
    const closing = close(runner).then(() => order.push('closed'));
    await new Promise(setImmediate);
    order.push('finished');
    finish();
    await closing;
    expect(order).toEqual(['finished', 'closed']);
  });
});

describe('the worker does not start', () => {
  const backend = { queue: fail, worker: fail, close: () => Promise.resolve() };
  const jobs = (...names: string[]): ScheduledJob[] => names.map((name) => new Sweep(name, HOUR));

  it.each([
    [
      'two jobs of one name',
      jobs('a.sweep', 'b.sweep', 'a.sweep'),
      'Two jobs are called "a.sweep": each name has one handler.',
    ],
    ['a name that the queue refuses', jobs('a:sweep'), 'A job cannot be called "a:sweep".'],
    ['a job without a name', jobs(''), 'A job cannot be called "".'],
  ])('with %s', (_, given, sentence) => {
    expect(() => new JobRunner(backend, given, SILENT)).toThrow(sentence);
  });
});

function fail(): never {
  throw new Error('nobody should get so far');
}
