import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { LiveHub } from '../../src/platform/live/index.js';
import { inScene, PATIENCE_MS } from '../support/message-scene.js';
import type { MessageScene } from '../support/message-scene.js';
import type { QUEUE_BACKENDS } from '../support/queue-services.js';

const KILLS = 10;
const PENDING = 2_000;
/** Until a message is due whose time the test sets once it is planned. */
const NOT_YET_MS = 170_000;
/** What a worker may be late by whose queue did not tell it of work: BullMQ looks for itself every 5 s. */
const UNTOLD_MS = 10_000;
/** Connections that listen: of a board one, and of a worker on PostgreSQL one for each queue. */
const LISTENING = { PostgreSQL: 5, Redis: 1 };
/** The clock of the machine goes wrong by ten minutes. */
const WRONG_CLOCK = `const now = Date.now; const Right = Date;
  globalThis.Date = class extends Right { constructor(...a) { a.length === 0 ? super(now() + 600000) : super(...a); } static now() { return now() + 600000; } };`;

/** Each backend has a file of its own, and each fault a scene. Those that take long run side by side, since most of it is waiting for leases to end. */
export function messageFaults([name, open]: (typeof QUEUE_BACKENDS)[number]): void {
  const alone = (what: string, run: (scene: MessageScene) => Promise<void>): void =>
    it(what, () => inScene(open, run), PATIENCE_MS);
  const underFault = (what: string, run: (scene: MessageScene) => Promise<void>): void =>
    it.concurrent(what, () => inScene(open, run), PATIENCE_MS * 2);

  describe(`messages with queues on ${name}`, () => {
    // Of these time is the subject: nothing else is to run.
    alone('go out in time after the connections that listen were cut, and boards hear again', async (scene) => {
      const { practiceId, clinicId } = scene.clinic;
      const hub = new LiveHub({ databaseUrl: scene.backend.database.appUrl }, pino({ level: 'silent' }));
      await hub.onApplicationBootstrap();
      try {
        const board = hub.subscribe({ practiceId, clinicId });
        expect((await board.next()).value).toEqual({ kind: 'resync' });
        await scene.plan(5, 'sms');
        scene.startWorker();
        await scene.sms.untilAccepted(5);
        const before = await listeners(scene, LISTENING[name]);
        await scene.sql('SELECT pg_terminate_backend(pid) FROM unnest($1::integer[]) pid', [before]);
        expect((await board.next()).value).toEqual({ kind: 'resync' });
        const cut = Date.now();
        await scene.plan(10, 'sms');
        await scene.plan(10, 'email', 3_000);
        await scene.book(5);
        expect((await board.next()).value).toMatchObject({ kind: 'changed' });
        await scene.allDone();
        await scene.expectOnceEach();
        const since = (await scene.ledger()).filter(({ dueAt }) => dueAt.getTime() >= cut);
        expect(since.length).toBeGreaterThanOrEqual(20);
        const late = since.map((one) => scene.acceptedAt(one)[0]! - one.dueAt.getTime());
        expect(Math.max(...late)).toBeLessThan(UNTOLD_MS);
        const after = await listeners(scene, LISTENING[name]);
        expect(after.filter((pid) => before.includes(pid))).toEqual([]);
      } finally {
        await hub.onModuleDestroy();
      }
    });

    alone('that were begun are ended when workers are asked to end under load', async (scene) => {
      const { sms } = scene;
      sms.manners = { delays: { before: 50, after: 200 } };
      await scene.plan(200, 'sms');
      await scene.plan(50, 'email');
      for (let round = 0; round < 3; round += 1) {
        const worker = scene.startWorker();
        await sms.untilAccepted(sms.accepted.length + 15);
        expect((await worker.end('SIGTERM')).code).toBe(0);
        const ledger = await scene.ledger();
        expect(ledger.filter(({ state }) => state === 'sending')).toEqual([]);
        const times = ledger.map((message) => [message.state, scene.acceptedAt(message).length]);
        expect(times.filter(([state, count]) => count !== (state === 'sent' ? 1 : 0))).toEqual([]);
      }
      scene.startWorker();
      await scene.allDone();
      await scene.expectOnceEach();
    });

    underFault(
      `go out once while ${KILLS} workers are killed, one freezes for longer than its lease, connections break, and clients opt out`,
      async (scene) => {
        const { sms, backend } = scene;
        sms.manners = { delays: { before: 20, after: 20 } };
        const frozen = scene.startWorker();
        const clients = await scene.book(12 * KILLS, NOT_YET_MS);
        await scene.untilPlanned(12 * KILLS);
        await scene.plan(400, 'sms');
        await scene.plan(150, 'email');
        await sms.untilAccepted(5);
        process.kill(frozen.pid, 'SIGSTOP');
        for (let kill = 0; kill < KILLS; kill += 1) {
          const victim = scene.startWorker();
          await Promise.race([sms.untilAccepted(sms.accepted.length + 3), pause(5_000)]);
          await pause(Math.random() * 200);
          const [these, next] = [0, 12].map((n) => clients.slice(kill * 12 + n, kill * 12 + n + 12));
          await scene.makeDue(these!);
          await scene.optOut([...these!.slice(0, 2), ...next!.slice(-2)]);
          await victim.end('SIGKILL');
          if (kill === 5) await backend.cutConnections();
        }
        scene.startWorker();
        scene.startWorker();
        await scene.plan(50, 'sms');
        await pause(70_000);
        process.kill(frozen.pid, 'SIGCONT');
        await scene.allDone();
        // Killed between the server's yes and the record: one mail of each that a worker had in hand, at the very most.
        await scene.expectOnceEach({ mailsAgain: (KILLS + 1) * 10 });
        expect(await scene.expectOptOutsHeeded()).toBeGreaterThanOrEqual(2 * (KILLS - 1));
      },
    );

    underFault(`go out once when the queue loses ${PENDING} of them`, async (scene) => {
      const { sms, backend } = scene;
      await scene.plan(PENDING - 200, 'email');
      await scene.plan(200, 'sms');
      await scene.plan(20, 'sms', 30_000);
      const clients = await scene.book(60, NOT_YET_MS);
      scene.startWorker();
      scene.startWorker();
      await scene.untilPlanned(60);
      const [later, now] = [clients.slice(0, 10), clients.slice(10)];
      await scene.makeDue(now);
      await backend.loseMemory();
      await scene.optOut(await scene.waiting(10));
      // However quick the workers are: these cannot have been claimed.
      await scene.optOut(later);
      await scene.makeDue(later);
      await sms.untilAccepted(100);
      await backend.loseMemory();
      await scene.optOut(await scene.waiting(10));
      await scene.allDone();
      await scene.expectOnceEach();
      expect(await scene.expectOptOutsHeeded()).toBeGreaterThanOrEqual(later.length);
    });

    underFault('are neither early nor lost where the clock of a worker is ten minutes off', async (scene) => {
      await scene.plan(50, 'sms');
      await scene.plan(30, 'sms', 20_000);
      scene.startWorker({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(WRONG_CLOCK)}` });
      scene.startWorker();
      await scene.allDone();
      await scene.expectOnceEach();
    });
  });
}

/** The connections that listen, once there are so many. A worker begins to listen when it has nothing to do. */
async function listeners(scene: MessageScene, count: number): Promise<number[]> {
  for (;;) {
    const rows = await scene.sql<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
       AND (query LIKE '%LISTEN bullmq_jobs%' OR application_name = 'unknot-live') AND pid <> pg_backend_pid()`,
    );
    if (rows.length === count) return rows.map(({ pid }) => pid);
    await pause(50);
  }
}
