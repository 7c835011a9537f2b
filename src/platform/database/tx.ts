import { createHash } from 'node:crypto';
import type { PoolClient, QueryConfig, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import type { DatabaseClock } from './database-clock.js';

/** What an audit entry says: ids and codes only, never a name, a contact or a text. */
export interface AuditEntry {
  readonly action: string;
  readonly subjectIds: readonly string[];
  readonly details?: Readonly<Record<string, unknown>>;
}

interface Fact {
  readonly id: string;
  readonly fact: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const statementNames = new Map<string, string>();

/** PostgreSQL plans a named statement once a connection; the name follows from the text, so texts must be constant. */
export const prepared = (text: string, values: readonly unknown[]): QueryConfig => ({
  ...{ name: nameOf(text), text, values: values as unknown[] },
});

function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url');
    statementNames.set(text, name);
  }
  return name;
}

/**
 * One open unit of work. Every read and write of the program takes one, and only `UnitOfWork` makes them. What
 * `record` and `emit` collect is written in one statement when the unit closes, in the same transaction.
 */
export class Tx {
  private readonly entries: AuditEntry[] = [];
  private readonly facts: Fact[] = [];
  /** Ids of the records that were read, by kind. For `UnitOfWork` alone. */
  readonly reads = new Map<string, Set<string>>();
  private readonly written: Promise<unknown>[] = [];

  constructor(
    readonly actor: Actor,
    /** TypeORM on this unit's connection, for plain reading and writing of entities. */
    readonly manager: EntityManager,
    private readonly client: PoolClient,
    private readonly clock: DatabaseClock,
    private time: Date,
  ) {}

  get practiceId(): string {
    return this.actor.practiceId;
  }

  /** The database's time: of the unit's begin or, once it has locks, of the moment it got them. */
  get now(): Date {
    return this.time;
  }

  /**
   * Runs one constant statement, prepared once per connection. Values go in as parameters, never into the text. Statements
   * that do not wait for each other's answers travel together and run in the order in which they were asked.
   */
  async sql<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.client.query<Row>(prepared(text, values));
    return rows;
  }

  /**
   * Sends one constant statement whose answer nobody needs. It travels with what follows it; where it fails, the unit
   * does not commit, and ends with that error.
   */
  write(text: string, values: readonly unknown[] = []): void {
    this.later(this.sql(text, values));
  }

  /**
   * Waits for exclusive use of these resources until the unit ends. Always in one order, so that racers queue and never
   * deadlock, and in a statement of its own: what the unit reads afterwards includes all that earlier holders wrote.
   */
  async lock(resourceIds: readonly string[]): Promise<void> {
    const keys = [...new Set(resourceIds)].map(lockKey).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const [row] = await this.sql<{ at: Date }>(
      'SELECT count(pg_advisory_xact_lock(key)), clock_timestamp() AS at FROM unnest($1::bigint[]) AS key',
      [keys.map(String)],
    );
    this.time = this.clock.correct(row!.at);
  }

  /** Writes an audit entry with this unit. */
  record(entry: AuditEntry): void {
    this.entries.push(entry);
  }

  /** Notes that this unit read these records, for one audit entry per kind of record. */
  recordRead(kind: string, ids: Iterable<string>): void {
    const known = this.reads.get(kind) ?? new Set();
    for (const id of ids) known.add(id);
    this.reads.set(kind, known);
  }

  /** Tells the rest of the program, after the commit, that something happened. The payload carries ids only. */
  emit(fact: string, payload: Readonly<Record<string, unknown>>): void {
    this.facts.push({ id: newId(), fact, payload });
  }

  /** The error of the first statement of `write` that failed. For `UnitOfWork` alone. */
  async failure(): Promise<unknown> {
    const ends = await Promise.allSettled(this.written);
    return ends.find((end) => end.status === 'rejected')?.reason;
  }

  /**
   * Writes what `record`, `recordRead` and `emit` collected and commits, all in one journey. Throws the error of the first
   * statement that failed: PostgreSQL has rolled back then. For `UnitOfWork` alone.
   */
  async commit(): Promise<void> {
    this.flush();
    const committed = this.client.query('COMMIT');
    this.later(committed);
    const failure = await this.failure();
    if (failure !== undefined) throw failure;
    const { command } = await committed;
    if (command !== 'COMMIT') throw new Error('A unit whose statement had failed was asked to commit.');
  }

  private later(answer: Promise<unknown>): void {
    answer.catch(() => undefined);
    this.written.push(answer);
  }

  private flush(): void {
    const entries = [...this.entries, ...this.readEntries()].map(({ action, subjectIds, details = {} }) => {
      return { id: newId(), action, subject_ids: subjectIds, details };
    });
    if (entries.length === 0 && this.facts.length === 0) return;
    const { actor } = this;
    this.write(
      `WITH audited AS (
         INSERT INTO audit_entries (practice_id, id, actor_kind, actor_id, actor_role, session_id, action, subject_ids, details)
         SELECT $1, id, $2, $3, $4, $5, action, subject_ids, details
         FROM jsonb_to_recordset($6) AS e(id uuid, action text, subject_ids uuid[], details jsonb))
       INSERT INTO outbox (practice_id, id, fact, payload)
       SELECT $1, id, fact, payload FROM jsonb_to_recordset($7) AS f(id uuid, fact text, payload jsonb)`,
      [actor.practiceId, actor.kind, ...identityOf(actor), JSON.stringify(entries), JSON.stringify(this.facts)],
    );
  }

  private readEntries(): AuditEntry[] {
    return [...this.reads]
      .filter(([, ids]) => ids.size > 0)
      .map(([kind, ids]) => ({ action: `${kind}.read`, subjectIds: [...ids] }));
  }
}

/** How the audit names an actor: by id or name, role, and the session or link that they act in. */
function identityOf(actor: Actor): [id: string, role: string | null, session: string | null] {
  if (actor.kind === 'staff') return [actor.userId, actor.role, actor.sessionId];
  return actor.kind === 'client' ? [actor.clientId, null, actor.linkId] : [actor.name, null, null];
}

/** The last eight bytes of a UUID are random, and serve as the key of its advisory lock. */
function lockKey(id: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${id.slice(19).replace('-', '')}`));
}
