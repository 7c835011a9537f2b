import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { PoolClient, QueryConfig } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import type { QueryRunner } from 'typeorm';
import { ok, refuse, Unauthenticated } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { DatabaseClock } from './database-clock.js';
import { once } from './idempotency.js';
import type { Repeat } from './idempotency.js';
import { prepared, Tx } from './tx.js';

/** What a broken constraint means to the caller, by the constraint's name. Asked after the rollback. */
export type Refusals<R> = Readonly<Record<string, () => R | Promise<R>>>;

/** What `UnitOfWork.run` may be told beside the work. */
export interface UnitOptions<T, R> {
  readonly refusals?: Refusals<R>;
  /** With it, an act that has a key is done once (`once`). */
  readonly repeat?: Repeat<T>;
}

/** A unit that somebody else closes: of one GraphQL query, whose resolvers all read in it. */
export interface OpenUnit {
  readonly tx: Tx;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * The transaction is begun in one message with the entry into the practice, and not by TypeORM, which must know of it
 * all the same: its `save` would begin, and commit, one of its own.
 */
interface Runner extends QueryRunner {
  isTransactionActive: boolean;
}

const RETRIED = new Set(['40001', '40P01']);
const MOST_TRIES = 5;

interface Entered {
  readonly at: Date;
  readonly live: boolean;
}

/** Rolls a unit back and carries the refusal out of it. */
class Refused<R> extends Error {
  constructor(readonly refusal: R) {
    super('refused');
  }
}

/** The error as PostgreSQL told it, whether TypeORM wrapped it or not. */
export function databaseError(error: unknown): { code?: string; constraint?: string } | undefined {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof Error && 'code' in cause ? (cause as { code?: string; constraint?: string }) : undefined;
}

/**
 * The only way to the database. A unit is one READ COMMITTED transaction on one connection, confined to the actor's
 * practice by row-level security; its rows, audit entries and outbox entries commit together or not at all. A unit
 * never opens another one: with a full pool the two would wait for each other.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
  ) {}

  /**
   * Runs `work` and commits, or rolls back where it refuses or throws; what a refusal has read is audited all the same.
   * Serialization failures and deadlocks are tried again, a bounded number of times. Throws `Unauthenticated` where the actor's session, membership or link has ended,
   * or the role, or a therapist's record, is another one by now.
   */
  async run<T, R>(
    actor: Actor,
    work: (tx: Tx) => Promise<Outcome<T, R>>,
    { refusals = {}, repeat }: UnitOptions<T, R> = {},
  ): Promise<Outcome<T, R>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(actor, repeat ? (tx) => once(tx, work, repeat) : work);
      } catch (error) {
        if (error instanceof Refused) return refuse(error.refusal as R);
        const failure = databaseError(error);
        const refusal = failure?.constraint === undefined ? undefined : refusals[failure.constraint];
        if (refusal) return refuse(await refusal());
        if (!RETRIED.has(failure?.code ?? '') || attempt === MOST_TRIES) throw error;
        await pause(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /** Runs work that cannot refuse: a read, or a write without rules. */
  async do<T>(actor: Actor, work: (tx: Tx) => Promise<T>, repeat?: Repeat<T>): Promise<T> {
    const outcome = await this.run<T, never>(actor, async (tx) => ok(await work(tx)), { repeat });
    if (!outcome.ok) throw new Error('A unit without refusals was refused.');
    return outcome.value;
  }

  /** Opens a unit that the caller must close with `commit` or `rollback`, exactly once. */
  async open(actor: Actor): Promise<OpenUnit> {
    const runner: Runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const tx = await this.begin(runner, client, actor);
      return {
        tx,
        commit: () => close(runner, () => tx.commit()),
        rollback: () => close(runner, () => client.query('ROLLBACK')),
      };
    } catch (error) {
      await close(runner, () => runner.query('ROLLBACK'));
      throw error;
    }
  }

  private async attempt<T, R>(actor: Actor, work: (tx: Tx) => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
    const unit = await this.open(actor);
    let outcome: Outcome<T, R>;
    try {
      outcome = await work(unit.tx);
      if (!outcome.ok) throw new Refused(outcome.refusal);
    } catch (error) {
      // After a statement that failed unseen all others fail too: the first error is the one that tells.
      const first = await unit.tx.failure();
      await unit.rollback();
      if (first === undefined && error instanceof Refused) await this.auditReads(actor, unit.tx);
      throw first ?? error;
    }
    await unit.commit();
    return outcome;
  }

  /** A refusal may tell of what the unit has read: of all that was rolled back, this alone stays in the audit. */
  private async auditReads(actor: Actor, { reads }: Tx): Promise<void> {
    if (reads.size === 0) return;
    const unit = await this.open(actor);
    for (const [kind, ids] of reads) unit.tx.recordRead(kind, ids);
    await unit.commit();
  }

  private async begin(runner: Runner, client: PoolClient, actor: Actor): Promise<Tx> {
    // Prepared, since every unit asks the same: to read and plan it took longer than to run it.
    const [, { rows }] = await Promise.all([client.query('BEGIN'), client.query<Entered>(entering(actor, this.clock))]);
    runner.isTransactionActive = true;
    const [{ at, live }] = rows as [Entered];
    if (!live) throw new Unauthenticated('This session has ended. Sign in again.');
    return new Tx(actor, runner.manager, client, this.clock, this.clock.correct(at));
  }
}

const enterIf = (live: string): string =>
  `SELECT set_config('app.practice', $1::uuid::text, true), clock_timestamp() AS at, ${live} AS live`;

const ENTER_AS = {
  system: enterIf('true'),
  client: enterIf(`gate.client_link_is_live($2, $1, $3, clock_timestamp() + $4::float8 * interval '1 millisecond')`),
  staff: enterIf('gate.session_is_live($2, $1, $3, $4, $5)'),
};

/** Enters the practice, and asks whether the actor may still act. */
function entering(actor: Actor, { offset }: DatabaseClock): QueryConfig {
  const { practiceId } = actor;
  switch (actor.kind) {
    case 'system':
      return prepared(ENTER_AS.system, [practiceId]);
    case 'client':
      return prepared(ENTER_AS.client, [practiceId, actor.linkId, actor.clientId, offset]);
    case 'staff':
      return prepared(ENTER_AS.staff, [
        ...[practiceId, actor.sessionId, actor.membershipId, actor.role, actor.therapistId],
      ]);
  }
}

/** Ends the transaction; the connection goes back in any case. */
async function close(runner: Runner, end: () => Promise<unknown>): Promise<void> {
  try {
    await end();
  } finally {
    runner.isTransactionActive = false;
    await runner.release();
  }
}
