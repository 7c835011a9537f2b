import type { DataSource } from 'typeorm';
import type { SystemActor } from '../../src/kernel/index.js';
import type { Composed } from '../../src/modules/messaging/index.js';
import { PlanMessages, VisitMessages } from '../../src/modules/reminders/index.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import type { Fact } from '../../src/platform/jobs/index.js';
import type { ClinicFixture } from './clinic-fixture.js';
import type { TestDatabase } from './cluster.js';

/** A message of the ledger, with its local time. */
export interface Kept {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly version: string;
  readonly step: string;
  readonly channel: 'email' | 'sms';
  readonly clientId: string;
  readonly clinicId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly dueAt: Date;
  readonly local: string;
}

const LEDGER = `SELECT m.id, kind, subject_id AS "subjectId", m.version, step, channel, client_id AS "clientId", clinic_id AS "clinicId", state, reason, due_at AS "dueAt",
    to_char(due_at AT TIME ZONE c.time_zone, 'MM-DD HH24:MI') AS local
  FROM messages m JOIN clinics c ON c.practice_id = m.practice_id AND c.id = m.clinic_id
  WHERE m.practice_id = $1 ORDER BY due_at, kind, m.id`;
const FACTS = `SELECT id, fact, payload, created_at AS at FROM outbox WHERE practice_id = $1 ORDER BY id`;

/** The part of the worker that plans and composes the messages of visits, with a clock of the test's: nothing happens by itself. */
export class VisitMessageWorker {
  private readonly handled = new Set<string>();
  private readonly planning = new PlanMessages();
  private readonly source = new VisitMessages();
  /** What was sent, in its order. */
  readonly sent: (Kept & { readonly composed: Composed })[] = [];

  private constructor(
    private readonly dataSource: DataSource,
    readonly clock: DatabaseClock,
    private readonly clinic: ClinicFixture,
  ) {}

  static async start(database: TestDatabase, clinic: ClinicFixture): Promise<VisitMessageWorker> {
    const settings = { url: database.workerUrl, poolSize: 4, applicationName: 'test' };
    return new VisitMessageWorker(await createDataSource(settings).initialize(), new DatabaseClock(), clinic);
  }

  stop(): Promise<void> {
    return this.dataSource.destroy();
  }

  do<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const actor: SystemActor = { kind: 'system', practiceId: this.clinic.practiceId, name: this.planning.name };
    return new UnitOfWork(this.dataSource, this.clock).do(actor, work);
  }

  /** Handles every fact that waits, in the order that the test wants; those that this tells of too. */
  async handleFacts(order: (facts: Fact[]) => Fact[] = (facts) => facts): Promise<void> {
    for (;;) {
      const all = await this.clinic.sql<Fact>(FACTS, [this.clinic.practiceId]);
      const waiting = all.filter(({ id, fact }) => !this.handled.has(id) && this.planning.facts.includes(fact));
      if (waiting.length === 0) return;
      for (const { id } of waiting) this.handled.add(id);
      for (const fact of order(waiting)) await this.do((tx) => this.planning.handle(tx, fact));
    }
  }

  /** All that ever happened, told once more. */
  async replayFacts(order: (facts: Fact[]) => Fact[]): Promise<void> {
    this.handled.clear();
    await this.handleFacts(order);
  }

  ledger(): Promise<Kept[]> {
    return this.clinic.sql<Kept>(LEDGER, [this.clinic.practiceId]);
  }

  /** What is planned, as `kind step channel at local time`. */
  async planned(): Promise<string[]> {
    const all = await this.ledger();
    return all.filter(({ state }) => state === 'planned').map((one) => `${nameOf(one)} at ${one.local}`);
  }

  /** Everything in the ledger with what became of it. */
  async fates(): Promise<string[]> {
    return (await this.ledger()).map((one) => `${nameOf(one)}: ${one.reason ?? one.state}`);
  }

  /** Delivers what is due by the worker's clock, as messaging does, but for quiet hours and consent. */
  async deliver(): Promise<void> {
    const now = Date.now() + this.clock.offset;
    for (const one of (await this.ledger()).filter(
      ({ state, dueAt }) => state === 'planned' && dueAt.getTime() <= now,
    )) {
      const composed = await this.do((tx) => this.source.compose(tx, one as never));
      if (composed.send === true) this.sent.push({ ...one, composed });
      if (composed.send === 'later') {
        await this.clinic.sql('UPDATE messages SET due_at = $2 WHERE id = $1', [one.id, composed.at]);
        continue;
      }
      const [state, reason] = composed.send ? ['sent', null] : ['dropped', composed.reason];
      const sentAt = composed.send ? new Date(now) : null;
      await this.clinic.sql('UPDATE messages SET state = $2, reason = $3, look_at = NULL, sent_at = $4 WHERE id = $1', [
        ...[one.id, state, reason, sentAt],
      ]);
    }
  }
}

const nameOf = ({ kind, step, channel }: Kept): string =>
  kind === 'appointment_reminder' ? `${step} ${channel}` : kind;
