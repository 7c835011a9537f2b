import { inScene, MessageScene, PATIENCE_MS } from '../support/message-scene.js';
import { PrivatePostgres } from '../support/private-postgres.js';
import { QUEUE_BACKENDS } from '../support/queue-services.js';

const [[, onPostgres], [, onRedis]] = QUEUE_BACKENDS;
/** A part that does not close is given up after eight seconds. */
const ENDED_MS = 15_000;

/** Messages due now and soon, and bookings that nobody has told of. */
async function load(scene: MessageScene): Promise<void> {
  scene.sms.manners = { delays: { before: 20, after: 20 } };
  scene.mails.manners = { delays: { before: 20, after: 50 } };
  await scene.plan(300, 'sms');
  await scene.plan(150, 'email');
  await scene.plan(20, 'sms', 12_000);
  await scene.book(40);
}

describe('messages go out once, and workers need no hand,', () => {
  it.concurrent(
    'when PostgreSQL restarts, and again as after a crash, with queues on it and on Redis',
    async () => {
      const postgres = await PrivatePostgres.start();
      const createDatabase = () => postgres.createDatabase();
      const scenes: MessageScene[] = [];
      try {
        for (const open of [onPostgres, onRedis]) scenes.push(await MessageScene.open(await open(createDatabase)));
        await Promise.all(scenes.map(load));
        for (const scene of [...scenes, ...scenes]) scene.startWorker();
        for (const how of ['fast', 'immediate'] as const) {
          await Promise.all(scenes.map(({ sms }) => sms.untilAccepted(sms.accepted.length + 30)));
          await Promise.all(scenes.map((scene) => scene.book(20)));
          await postgres.restart(how, 2_000);
          await Promise.all(scenes.map((scene) => scene.book(20, 5_000)));
          await Promise.all(scenes.map((scene) => scene.plan(20, 'sms')));
        }
        for (const scene of scenes) {
          await scene.allDone();
          await scene.expectOnceEach();
        }
      } finally {
        await Promise.all(scenes.map((scene) => scene.close()));
        await postgres.stop();
      }
    },
    PATIENCE_MS * 2,
  );

  it.concurrent(
    'when Redis is killed, and when it is ended, and comes back with an empty memory',
    () =>
      inScene(onRedis, async (scene, { redis }) => {
        await load(scene);
        scene.startWorker();
        scene.startWorker();
        for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
          await scene.sms.untilAccepted(scene.sms.accepted.length + 30);
          await scene.book(20);
          await redis.restart(signal, 2_000);
          await scene.book(20, 5_000);
          await scene.plan(20, 'sms');
        }
        await scene.allDone();
        await scene.expectOnceEach();
      }),
    PATIENCE_MS * 2,
  );

  it.concurrent(
    'when workers are asked to end while Redis is frozen, and while it is away',
    () =>
      inScene(onRedis, async (scene, { redis }) => {
        await load(scene);
        const workers = [scene.startWorker(), scene.startWorker()];
        await scene.sms.untilAccepted(30);
        for (const fault of ['SIGSTOP', 'SIGKILL'] as const) {
          redis.signal(fault);
          const asked = performance.now();
          const { code } = await workers.pop()!.end('SIGTERM');
          expect(code).toBe(0);
          expect(performance.now() - asked).toBeLessThan(ENDED_MS);
        }
        await redis.restart('SIGKILL', 0);
        scene.startWorker();
        await scene.allDone();
        await scene.expectOnceEach();
      }),
    PATIENCE_MS * 2,
  );
});
