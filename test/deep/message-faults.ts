import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { programFolder } from '../support/cluster.js';
import { RECORDS_KEY, TOKEN_SECRET } from '../support/api.js';
import { MailServer } from '../support/mail-server.js';
import { ProgramRun } from '../support/program-run.js';
import type { QueueBackend, QueueServices } from '../support/queue-services.js';
import { SmsProvider } from '../support/sms-provider.js';

const KILLS = 10;
const PENDING = 2_000;
/** A lease, a look of the pump's, and time to send. */
const PATIENCE_MS = 240_000;
/** The clock of the machine goes wrong by ten minutes. */
const WRONG_CLOCK = `const now = Date.now; const Right = Date;
  globalThis.Date = class extends Right { constructor(...a) { a.length === 0 ? super(now() + 600000) : super(...a); } static now() { return now() + 600000; } };`;

interface Ledger {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly state: string;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
}

/**
 * The worker as production runs it, a provider of SMS that honours idempotency keys, and a mail server, which knows none. Each backend has
 * a file of its own, since most of the time is waiting for leases to end.
 */
export function messageFaults([name, open]: QueueBackend): void {
  describe(`messages with queues on ${name}`, () => {
    let backend: QueueServices;
    let clinic: ClinicFixture;
    let owner: Client;
    let sms: SmsProvider;
    let mails: MailServer;
    let membershipId: string;
    let workers: ProgramRun[];

    beforeEach(async () => {
      [backend, sms, mails] = await Promise.all([open(), SmsProvider.start(), MailServer.start({ tls: 'off' })]);
      clinic = await createClinic(backend.database);
      ({ membershipId } = await clinic.actor('manager'));
      owner = new Client(backend.database.ownerUrl);
      owner.on('error', () => undefined);
      await owner.connect();
      await owner.query(`UPDATE memberships SET phone_key = '4930123456'`);
      workers = [];
    });

    afterEach(async () => {
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
      await Promise.all([clinic.close(), owner.end(), sms.stop(), mails.stop()]);
      await backend.stop();
    });

    const start = (more: Readonly<Record<string, string>> = {}): ProgramRun => {
      const { database, services } = backend;
      const worker = new ProgramRun(join(programFolder(), 'src/worker.js'), {
        ...{
          NODE_ENV: 'test',
          LOG_LEVEL: 'silent',
          DATABASE_URL: database.appUrl,
          DATABASE_WORKER_URL: database.workerUrl,
        },
        ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, AUDIT_KEY: RECORDS_KEY },
        ...{ SMTP_URL: mails.url, MAIL_FROM: 'desk@harbour.example', ...sms.settings },
        ...(services.redisUrl !== undefined && { REDIS_URL: services.redisUrl }),
        ...more,
      });
      workers.push(worker);
      return worker;
    };
    /** Alerts, since they go out at any hour, each with one message. `inMs` is when it is due. */
    const plan = (count: number, channel: 'email' | 'sms', inMs = 0): Promise<unknown> =>
      owner.query(
        `WITH raised AS (
         INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at)
         SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), 'emergency_answers', now() FROM generate_series(1, $3) RETURNING id)
       INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, membership_id, clinic_id, due_at, ready_at, look_at, state, created_at)
       SELECT $1, gen_random_uuid(), 'staff_alert', id, 'raised', 'call', $4, $5, $2, at, at, at, 'planned', now()
       FROM raised, (SELECT now() + $6 * interval '1 millisecond' AS at) AS due`,
        [clinic.practiceId, clinic.clinicId, count, channel, membershipId, inMs],
      );
    const ledger = async (): Promise<Ledger[]> =>
      (
        await owner.query<Ledger>(
          `SELECT id, channel, state, due_at AS "dueAt", sent_at AS "sentAt" FROM messages ORDER BY id`,
        )
      ).rows;
    const left = async (): Promise<number> =>
      (await ledger()).filter(({ state }) => state === 'planned' || state === 'sending').length;
    const allSent = async (): Promise<void> => {
      for (const until = Date.now() + PATIENCE_MS; (await left()) > 0;) {
        if (Date.now() > until) throw new Error(`${await left()} messages are still open.`);
        await pause(250);
      }
    };
    const timesOf = ({ id, channel }: Ledger): number =>
      channel === 'sms' ? sms.timesOf(id) : mails.timesOf(`<${id}@harbour.example>`);
    /** Every message was accepted; by SMS once each, and by mail again at most so often in all, with the same Message-ID. */
    const expectOnceEach = async (again = 0): Promise<void> => {
      const all = await ledger();
      expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['sent']));
      expect(all.filter((message) => timesOf(message) === 0)).toEqual([]);
      expect(all.filter((message) => message.channel === 'sms' && timesOf(message) !== 1)).toEqual([]);
      expect(all.filter(({ sentAt, dueAt }) => sentAt! < dueAt)).toEqual([]);
      expect(sms.accepted).toHaveLength(all.filter(({ channel }) => channel === 'sms').length);
      const twice = mails.kept.length - all.filter(({ channel }) => channel === 'email').length;
      expect(twice).toBeGreaterThanOrEqual(0);
      expect(twice).toBeLessThanOrEqual(again);
    };

    it(
      `go out once while ${KILLS} workers are killed, one freezes for longer than its lease, and connections break`,
      async () => {
        sms.manners = { delays: { before: 20, after: 20 } };
        await plan(400, 'sms');
        await plan(150, 'email');
        const frozen = start();
        await sms.untilAccepted(5);
        process.kill(frozen.pid, 'SIGSTOP');
        for (let kill = 0; kill < KILLS; kill += 1) {
          const victim = start();
          const sofar = sms.accepted.length;
          await Promise.race([sms.untilAccepted(sofar + 3), pause(5_000)]);
          await pause(Math.random() * 200);
          await victim.end('SIGKILL');
          if (kill === 5) await backend.cutConnections();
        }
        start();
        start();
        await plan(50, 'sms');
        await pause(70_000);
        process.kill(frozen.pid, 'SIGCONT');
        await allSent();
        // Killed between the server's yes and the record: one mail of each that a worker had in hand, at the very most.
        await expectOnceEach((KILLS + 1) * 10);
      },
      PATIENCE_MS * 2,
    );

    it(
      `go out once when the queue loses ${PENDING} of them`,
      async () => {
        await plan(PENDING - 200, 'email');
        await plan(200, 'sms');
        await plan(20, 'sms', 30_000);
        start();
        start();
        await sms.untilAccepted(20);
        await backend.loseMemory();
        await sms.untilAccepted(100);
        await backend.loseMemory();
        await allSent();
        await expectOnceEach();
      },
      PATIENCE_MS * 2,
    );

    it(
      'are neither early nor lost where the clock of a worker is ten minutes off',
      async () => {
        await plan(50, 'sms');
        await plan(30, 'sms', 20_000);
        start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(WRONG_CLOCK)}` });
        start();
        await allSent();
        await expectOnceEach();
      },
      PATIENCE_MS,
    );

    it(
      'that were begun are ended when workers are asked to end under load',
      async () => {
        sms.manners = { delays: { before: 50, after: 200 } };
        await plan(200, 'sms');
        await plan(50, 'email');
        for (let round = 0; round < 3; round += 1) {
          const worker = start();
          await sms.untilAccepted(sms.accepted.length + 15);
          expect((await worker.end('SIGTERM')).code).toBe(0);
          expect((await ledger()).filter(({ state }) => state === 'sending')).toEqual([]);
          for (const message of await ledger()) expect(timesOf(message)).toBe(message.state === 'sent' ? 1 : 0);
        }
        start();
        await allSent();
        await expectOnceEach();
      },
      PATIENCE_MS,
    );
  });
}
