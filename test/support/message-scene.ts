import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { SystemActor } from '../../src/kernel/index.js';
import { answerConsents, Channel, CLIENTS_ENTITIES, MessagePurpose } from '../../src/modules/clients/index.js';
import { stopAddress } from '../../src/modules/messaging/storage/stopped-addresses.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from './api.js';
import { createClinic } from './clinic-fixture.js';
import type { ClinicFixture } from './clinic-fixture.js';
import { programFolder } from './cluster.js';
import { MailServer } from './mail-server.js';
import { ProgramRun } from './program-run.js';
import type { QueueServices } from './queue-services.js';
import { SmsProvider } from './sms-provider.js';

/** A lease, a look of the pump's, and time to send. */
export const PATIENCE_MS = 240_000;
/** Therapists and rooms of the clinic: so many visits begin at the same hour. */
const WIDTH = 20;

export interface LedgerMessage {
  readonly id: string;
  readonly kind: string;
  readonly channel: 'email' | 'sms';
  readonly clientId: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly dueAt: Date;
  /** When workers have claimed it. */
  readonly claims: readonly string[];
}

interface OptOut {
  readonly clientId: string;
  /** From then on nothing is claimed for them that goes out. */
  readonly at: number;
  /** What the ledger says of it. */
  readonly reason: 'no_consent' | 'opted_out';
}

const LEDGER = `SELECT id, kind, channel, client_id AS "clientId", state, reason, due_at AS "dueAt",
    (SELECT coalesce(json_agg(e.at ORDER BY e.id), '[]') FROM message_events e
      WHERE e.practice_id = m.practice_id AND e.message_id = m.id AND e.state = 'sending') AS claims
  FROM messages m WHERE practice_id = $1 ORDER BY id`;

/** Alerts, since they go out at any hour, each with one message. */
const ALERTS = `WITH raised AS (
    INSERT INTO alerts (practice_id, id, clinic_id, subject_id, kind, raised_at)
    SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), 'emergency_answers', now() FROM generate_series(1, $3) RETURNING id)
  INSERT INTO messages (practice_id, id, kind, subject_id, version, step, channel, membership_id, clinic_id, due_at, ready_at, look_at, state, created_at)
  SELECT $1, gen_random_uuid(), 'staff_alert', id, 'raised', 'call', $4, $5, $2, at, at, at, 'planned', now()
  FROM raised, (SELECT now() + $6 * interval '1 millisecond' AS at) AS due`;

/**
 * Visits of new clients, every second of whom is reached by SMS alone, as booking leaves them: with a fact that nobody has handed over. A
 * confirmation goes out three minutes after a booking.
 */
const VISITS = `WITH visits AS (
    SELECT n, gen_random_uuid() AS id, gen_random_uuid() AS client_id, ($3::uuid[])[1 + n % cardinality($3::uuid[])] AS therapist_id,
      ($4::uuid[])[1 + n % cardinality($4::uuid[])] AS room_id, date_trunc('hour', now()) + (3 + n / cardinality($3::uuid[])) * interval '1 hour' AS s,
      now() + ($8 - 180000) * interval '1 millisecond' AS booked_at
    FROM generate_series($6::integer, $6::integer + $7::integer - 1) n),
  people AS (
    INSERT INTO clients (practice_id, id, given_name, family_name, email, phone, phone_key)
    SELECT $1, client_id, 'Kim', 'Number ' || n, client_id || '@client.example', '+49 30 ' || 2000000 + n, '4930' || 2000000 + n FROM visits),
  agreed AS (
    INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted)
    SELECT $1, client_id, CASE WHEN n % 2 = 0 THEN 'email' ELSE 'sms' END, 'service', true FROM visits),
  booked AS (
    INSERT INTO appointments (practice_id, id, clinic_id, client_id, therapist_id, room_id, service_id, status, starts_at, ends_at,
      therapist_blocked_from, therapist_blocked_to, room_blocked_from, room_blocked_to, price_minor, currency, created_at, updated_at)
    SELECT $1, id, $2, client_id, therapist_id, room_id, $5, 'booked', s, s + interval '1 hour', s, s + interval '1 hour', s, s + interval '1 hour',
      9000, 'EUR', booked_at, booked_at FROM visits),
  told AS (
    INSERT INTO outbox (practice_id, id, fact, payload)
    SELECT $1, gen_random_uuid(), 'appointment.booked', json_build_object('appointmentId', id, 'clinicId', $2::uuid) FROM visits)
  SELECT client_id AS id FROM visits`;

/**
 * A practice with messages to send, workers as production runs them, a provider of SMS that honours idempotency keys, and a mail server,
 * which knows none.
 */
export class MessageScene {
  readonly optOuts: OptOut[] = [];
  private readonly workers: ProgramRun[] = [];
  private visits = 0;

  private constructor(
    readonly backend: QueueServices,
    readonly clinic: Pick<ClinicFixture, 'practiceId' | 'clinicId' | 'serviceId' | 'therapistIds' | 'roomIds'>,
    readonly sms: SmsProvider,
    readonly mails: MailServer,
    private readonly membershipId: string,
    private readonly owner: Pool,
    private readonly app: DataSource,
  ) {}

  static async open(backend: QueueServices): Promise<MessageScene> {
    const { database } = backend;
    const [sms, mails] = await Promise.all([SmsProvider.start(), MailServer.start({ tls: 'off' })]);
    const clinic = await createClinic(database, { therapists: WIDTH, rooms: WIDTH, clients: 0, zone: zoneAtNoon() });
    const { membershipId } = await clinic.actor('manager');
    await clinic.sql(`UPDATE memberships SET phone_key = '4930123456'`);
    await clinic.close();
    // It finds its way back to a database that was restarted.
    const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
    owner.on('error', () => undefined);
    const reached = { url: database.appUrl, poolSize: 1, applicationName: 'test' };
    const app = createDataSource({ ...reached, entities: CLIENTS_ENTITIES });
    return new MessageScene(backend, clinic, sms, mails, membershipId, owner, await app.initialize());
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.end('SIGKILL')));
    await Promise.all([this.owner.end(), this.app.destroy(), this.sms.stop(), this.mails.stop()]);
    await this.backend.stop();
  }

  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(text, values)).rows as Row[];
  }

  startWorker(more: Readonly<Record<string, string>> = {}): ProgramRun {
    const { database, services } = this.backend;
    const worker = new ProgramRun(join(programFolder(), 'src/worker.js'), {
      ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent' },
      ...{ DATABASE_URL: database.appUrl, DATABASE_WORKER_URL: database.workerUrl },
      ...{ ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY, AUDIT_KEY: RECORDS_KEY },
      ...{ SMTP_URL: this.mails.url, MAIL_FROM: 'desk@harbour.example', ...this.sms.settings },
      ...(services.redisUrl !== undefined && { REDIS_URL: services.redisUrl }),
      ...more,
    });
    this.workers.push(worker);
    return worker;
  }

  /** Messages to staff, due in so many milliseconds. */
  async plan(count: number, channel: 'email' | 'sms', inMs = 0): Promise<void> {
    const { practiceId, clinicId } = this.clinic;
    await this.sql(ALERTS, [practiceId, clinicId, count, channel, this.membershipId, inMs]);
  }

  /** Books for new clients, so that in so many milliseconds a message to each is due. Gives the clients. */
  async book(count: number, inMs = 0): Promise<string[]> {
    const { practiceId, clinicId, therapistIds, roomIds, serviceId } = this.clinic;
    const from = this.visits;
    this.visits += count;
    const values = [practiceId, clinicId, therapistIds, roomIds, serviceId, from, count, inMs];
    return (await this.sql<{ id: string }>(VISITS, values)).map(({ id }) => id);
  }

  /** Returns once so many clients have a message planned. */
  async untilPlanned(count: number): Promise<void> {
    const text = 'SELECT count(*)::integer AS n FROM messages WHERE client_id IS NOT NULL';
    while ((await this.sql<{ n: number }>(text))[0]!.n < count) await pause(100);
  }

  /** What is planned for these clients is due now. */
  async makeDue(clientIds: readonly string[]): Promise<void> {
    const text = `UPDATE messages SET due_at = now(), ready_at = now(), look_at = now() WHERE client_id = ANY ($1) AND state = 'planned'`;
    await this.sql(text, [clientIds]);
  }

  /** Clients with a message that is planned and that no worker has had in hand. */
  async waiting(atMost: number): Promise<string[]> {
    const text = `SELECT client_id AS id FROM messages WHERE client_id IS NOT NULL AND state = 'planned' AND attempts = 0
      AND client_id <> ALL ($2) ORDER BY due_at, random() LIMIT $1`;
    const rows = await this.sql<{ id: string }>(text, [atMost, this.optOuts.map(({ clientId }) => clientId)]);
    return rows.map(({ id }) => id);
  }

  /** Every second of them withdraws what they had agreed to, the others stop their addresses. */
  async optOut(clientIds: readonly string[]): Promise<void> {
    const actor: SystemActor = { kind: 'system', practiceId: this.clinic.practiceId, name: 'test' };
    const units = new UnitOfWork(this.app, new DatabaseClock());
    for (const clientId of clientIds) {
      const reason = this.optOuts.length % 2 === 0 ? 'no_consent' : 'opted_out';
      await units.do(actor, async (tx) => {
        const channels = [Channel.EMAIL, Channel.SMS];
        const no = channels.map((channel) => ({ channel, purpose: MessagePurpose.SERVICE, granted: false }));
        if (reason === 'no_consent') return answerConsents(tx, clientId, no);
        const of = 'SELECT email, phone FROM clients WHERE practice_id = $1 AND id = $2';
        const [row] = await tx.sql<{ email: string; phone: string }>(of, [tx.practiceId, clientId]);
        stopAddress(tx, { channel: 'email', address: row!.email }, 'recipient');
        stopAddress(tx, { channel: 'sms', address: row!.phone }, 'recipient');
      });
      this.optOuts.push({ clientId, reason, at: Date.now() });
    }
  }

  ledger(): Promise<LedgerMessage[]> {
    return this.sql<LedgerMessage>(LEDGER, [this.clinic.practiceId]);
  }

  /** Returns once nothing is open: neither a fact, nor a message. */
  async allDone(): Promise<void> {
    const text = `SELECT (SELECT count(*) FROM messages WHERE state IN ('planned', 'sending'))::integer
      + (SELECT count(*) FROM outbox WHERE relayed_at IS NULL)::integer + (SELECT count(*) FROM fact_tasks)::integer AS n`;
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const [row] = await this.sql<{ n: number }>(text);
      if (row!.n === 0) return;
      if (Date.now() > until) throw new Error(`${row!.n} messages and facts are still open.`);
      await pause(250);
    }
  }

  /** When it was accepted, each time. */
  acceptedAt({ id, channel }: LedgerMessage): number[] {
    const key = `<${id}@harbour.example>`;
    const of =
      channel === 'sms'
        ? this.sms.accepted.filter((one) => one.key === id)
        : this.mails.kept.filter(({ messageId }) => messageId === key);
    return of.map(({ at }) => at.getTime());
  }

  /**
   * Every message was accepted, none before its time; by SMS once each, and by mail again at most so often in all, with the same Message-ID.
   * Each client has the one message of their booking, but those who have opted out.
   */
  async expectOnceEach({ mailsAgain = 0 } = {}): Promise<void> {
    const all = await this.ledger();
    const gone = new Map(this.optOuts.map((one) => [one.clientId, one]));
    const due = all.filter(({ clientId }) => clientId === null || !gone.has(clientId));
    expect(new Set(due.map(({ state }) => state))).toEqual(new Set(['sent']));
    expect(due.filter((message) => this.acceptedAt(message).length === 0)).toEqual([]);
    expect(all.filter((message) => Math.min(...this.acceptedAt(message)) < message.dueAt.getTime())).toEqual([]);
    const texts = all.filter(({ channel }) => channel === 'sms');
    expect(texts.filter((message) => this.acceptedAt(message).length > 1)).toEqual([]);
    const times = all.map((message) => this.acceptedAt(message).length);
    expect(this.sms.accepted.length + this.mails.kept.length).toBe(times.reduce((sum, one) => sum + one, 0));
    expect(times.reduce((sum, one) => sum + Math.max(one - 1, 0), 0)).toBeLessThanOrEqual(mailsAgain);
    const ofClients = all.filter(({ clientId }) => clientId !== null);
    expect(ofClients.filter(({ kind }) => kind !== 'booking_confirmation')).toEqual([]);
    expect(new Set(ofClients.map(({ clientId }) => clientId)).size).toBe(this.visits);
    expect(ofClients).toHaveLength(this.visits);
  }

  /** Nothing that was claimed after its client had opted out has gone out, and the ledger says why. Gives how many those were. */
  async expectOptOutsHeeded(): Promise<number> {
    const all = await this.ledger();
    const cases = this.optOuts.map(({ clientId, ...out }) => ({
      ...out,
      message: all.find((message) => message.clientId === clientId)!,
    }));
    const claimedAfter = cases.filter(({ message, at }) => message.claims.every((claim) => Date.parse(claim) > at));
    expect(claimedAfter.filter(({ message }) => this.acceptedAt(message).length > 0)).toEqual([]);
    expect(claimedAfter.filter(({ message, reason }) => message.reason !== reason)).toEqual([]);
    // Claimed before, and again: what went out had been claimed before.
    const lastAfter = cases.filter(({ message, at }) => Date.parse(message.claims.at(-1)!) > at);
    expect(lastAfter.filter(({ message, reason }) => message.state !== 'dropped' || message.reason !== reason)).toEqual(
      [],
    );
    return claimedAfter.length;
  }
}

/** Runs in a scene of its own, whatever else runs beside it. */
export async function inScene<B extends QueueServices>(
  open: () => Promise<B>,
  run: (scene: MessageScene, backend: B) => Promise<void>,
): Promise<void> {
  const backend = await open();
  const scene = await MessageScene.open(backend);
  try {
    await run(scene, backend);
  } finally {
    await scene.close();
  }
}

/** Somewhere it is between noon and one: no message to a client has to wait for the morning. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
