import { once, EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import { pino } from 'pino';
import { newId } from '../../src/kernel/index.js';
import { REQUEUE_AFTER_MS } from '../../src/platform/jobs/index.js';
import type { Due, QueuedWork } from '../../src/platform/jobs/index.js';
import { openQueueBackend } from '../../src/platform/jobs/queue-backend.js';
import { QueuePump } from '../../src/platform/jobs/queue-pump.js';
import { QUEUE_BACKENDS } from '../support/queue-services.js';
import type { QueueServices } from '../support/queue-services.js';

const NAME = 'messages-sms';
const SILENT = pino({ level: 'silent' });
const IMPATIENT = { retryAfter: 20, silence: 1_000 };
const REQUEUE_AFTER = 700;
const TRIES = 5;

interface Letter extends Due {
  /** When each run of it began. */
  readonly begun: number[];
  nextAt: number;
  posted: boolean;
}

/** Letters to be posted, kept as a table keeps them: what is not posted, and was not taken lately, is due. */
class Post implements QueuedWork {
  readonly name = NAME;
  readonly concurrency = 4;
  readonly letters: Letter[];
  taken = 0;
  private readonly ran = new EventEmitter();
  /** Asked with the number of the run. */
  deliver: (letter: Letter, run: number) => Promise<void> = () => Promise.resolve();

  constructor(
    count: number,
    readonly rate?: QueuedWork['rate'],
    private readonly requeueAfter = REQUEUE_AFTER,
  ) {
    const practiceId = newId();
    this.letters = Array.from({ length: count }, () => ({
      practiceId,
      id: newId(),
      begun: [],
      nextAt: 0,
      posted: false,
    }));
  }

  take(atMost: number): Promise<Due[]> {
    const now = Date.now();
    const due = this.letters.filter(({ posted, nextAt }) => !posted && nextAt <= now).slice(0, atMost);
    this.taken += due.length;
    for (const letter of due) letter.nextAt = now + this.requeueAfter;
    return Promise.resolve(due.map(({ practiceId, id }) => ({ practiceId, id })));
  }

  async run({ id }: Due): Promise<void> {
    const letter = this.letters.find((one) => one.id === id)!;
    letter.begun.push(Date.now());
    this.ran.emit('run');
    await this.deliver(letter, letter.begun.length);
    letter.posted = true;
    this.ran.emit('run');
  }

  get begun(): number[] {
    return this.letters.flatMap(({ begun }) => begun).sort((a, b) => a - b);
  }

  async until(reached: (post: this) => boolean): Promise<void> {
    while (!reached(this)) await once(this.ran, 'run');
  }

  allPosted(): Promise<void> {
    return this.until(({ letters }) => letters.every(({ posted }) => posted));
  }
}

/** Nothing is posted until it opens. */
function gateOf(post: Post): { open: () => void } {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  post.deliver = () => gate;
  return { open };
}

describe.each(QUEUE_BACKENDS)('queued work on %s', (_, open) => {
  let backend: QueueServices;
  let running: { close(): Promise<void> }[];

  beforeAll(async () => {
    backend = await open();
  });

  afterAll(() => backend.stop());

  beforeEach(async () => {
    running = [];
    await backend.loseMemory();
  });

  afterEach(async () => {
    await Promise.all(running.map((pump) => pump.close()));
  });

  /** A pump as another process would have it, with connections of its own. */
  const start = async (work: QueuedWork, patience = IMPATIENT): Promise<{ close(): Promise<void> }> => {
    const queues = openQueueBackend(backend.services, SILENT);
    const pump = new QueuePump(queues, work, SILENT, patience);
    let closing: Promise<void> | undefined;
    const one = { close: () => (closing ??= pump.close().then(() => queues.close())) };
    running.push(one);
    await pump.start();
    return one;
  };

  const waiting = async (): Promise<number> => {
    const bare = openQueueBackend(backend.services, SILENT);
    const queue = bare.queue(NAME);
    const count = await queue.getJobCountByTypes('waiting');
    await queue.close();
    await bare.close();
    return count;
  };

  it('is done once each, in more than one batch, with two pumps at once', async () => {
    const post = new Post(1_200, undefined, REQUEUE_AFTER_MS);
    await Promise.all([start(post), start(post)]);
    await post.allPosted();
    expect(post.letters.filter(({ begun }) => begun.length !== 1)).toEqual([]);
  });

  it('that fails is tried again, each time after a longer pause that chance makes shorter', async () => {
    const post = new Post(1);
    post.deliver = (_letter, run) => (run < 4 ? Promise.reject(new Error('busy')) : Promise.resolve());
    await start(post, { ...IMPATIENT, retryAfter: 80 });
    await post.allPosted();
    const gaps = post.begun.slice(1).map((time, n) => time - post.begun[n]!);
    expect(gaps).toHaveLength(3);
    for (const [n, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual((80 * 2 ** n) / 2 - 2);
  });

  it('that fails for good leaves the queue, and comes back from its table', async () => {
    const post = new Post(1);
    post.deliver = (_letter, run) => (run <= TRIES ? Promise.reject(new Error('closed')) : Promise.resolve());
    await start(post, { ...IMPATIENT, retryAfter: 5 });
    await post.allPosted();
    const [first, , , , last, back] = post.begun;
    expect(last! - first!).toBeLessThan(REQUEUE_AFTER);
    expect(back! - first!).toBeGreaterThan(REQUEUE_AFTER - 100);
  });

  it('that waits in its queue for so long that it is taken again is no second job there', async () => {
    const post = new Post(50, undefined, 100);
    const { open } = gateOf(post);
    await start(post);
    while (post.taken < 200) await pause(20);
    expect(await waiting()).toBe(50 - post.concurrency);
    open();
    await post.allPosted();
  });

  it('of which there is a lot waits in its table', async () => {
    const post = new Post(3_000, undefined, REQUEUE_AFTER_MS);
    const { open } = gateOf(post);
    await start(post);
    while ((await waiting()) < 990) await pause(20);
    await pause(600);
    expect(await waiting()).toBeLessThan(1_500);
    open();
  });

  it('survives a queue that loses all that waits in it', async () => {
    const post = new Post(300);
    const { open } = gateOf(post);
    await start(post);
    await post.until(({ begun }) => begun.length === post.concurrency);
    await backend.loseMemory();
    open();
    await post.allPosted();
  });

  it('goes on after every connection was cut', async () => {
    const post = new Post(200);
    post.deliver = () => pause(5);
    await start(post);
    await post.until(({ begun }) => begun.length > 20);
    await backend.cutConnections();
    await post.allPosted();
  });

  it('is begun so often a period at most, over all workers', async () => {
    const rate = { max: 5, everyMs: 400 };
    const post = new Post(18, rate);
    await Promise.all([start(post), start(post)]);
    await post.allPosted();
    const { begun } = post;
    for (const n of [5, 10, 15]) expect(begun[n]! - begun[n - 5]!).toBeGreaterThan(rate.everyMs - 100);
  });

  it('is nothing but ids in the queue, also when it failed with words', async () => {
    const post = new Post(1);
    post.deliver = () => Promise.reject(new TypeError('no letter box at Ada Lovelace’s'));
    await start(post, { ...IMPATIENT, retryAfter: 60_000 });
    const bare = openQueueBackend(backend.services, SILENT);
    const queue = bare.queue(NAME) as unknown as Queue;
    let [job] = await queue.getDelayed();
    while (!job) {
      await pause(20);
      [job] = await queue.getDelayed();
    }
    const [{ practiceId, id }] = post.letters as [Letter];
    expect(job).toMatchObject({ name: NAME, data: { practiceId, id }, failedReason: 'TypeError' });
    expect(JSON.stringify(job)).not.toContain('Lovelace');
    await queue.close();
    await bare.close();
  });

  it('is finished before its worker closes, and no more is begun', async () => {
    const post = new Post(20);
    const { open } = gateOf(post);
    const pump = await start(post);
    await post.until(({ begun }) => begun.length === post.concurrency);
    const closing = pump.close();
    await pause(50);
    expect(post.letters.filter(({ posted }) => posted)).toEqual([]);
    open();
    await closing;
    expect(post.letters.filter(({ posted }) => posted)).toHaveLength(post.concurrency);
    expect(post.begun).toHaveLength(post.concurrency);
  });
});
