import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

const FUNCTIONS = [
  {
    // Whoever takes a task has until `next_at` to do it: then it is found again.
    name: 'take_fact_tasks',
    parameters: 'at timestamptz, requeue_after interval, at_most integer',
    returns: 'TABLE (practice_id uuid, id uuid, subscriber text)',
    callers: 'unknot_worker',
    body: `
      WITH due AS (
        SELECT practice_id, id, next_at, fact_id FROM fact_tasks
        WHERE next_at <= at ORDER BY next_at, fact_id LIMIT at_most FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE fact_tasks t SET queued_at = at, next_at = at + requeue_after FROM due
        WHERE t.practice_id = due.practice_id AND t.id = due.id
        RETURNING t.practice_id, t.id, t.subscriber, due.next_at, due.fact_id)
      SELECT practice_id, id, subscriber FROM taken ORDER BY next_at, fact_id`,
  },
  {
    name: 'count_fact_tasks',
    parameters: 'stuck_after integer',
    returns: 'TABLE (subscriber text, waiting integer, stuck integer, oldest timestamptz)',
    volatility: 'STABLE' as const,
    callers: 'unknot_worker',
    body: `
      SELECT subscriber, count(*)::integer, count(*) FILTER (WHERE attempts >= stuck_after)::integer, min(emitted_at)
      FROM fact_tasks GROUP BY subscriber ORDER BY subscriber`,
  },
];

/** What each subscriber has still to do about each fact. The relay writes it with the mark of the fact, for every practice. */
export class CreateFactTasks20261126000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE fact_tasks (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        fact_id uuid NOT NULL,
        subscriber text NOT NULL,
        fact text NOT NULL,
        payload jsonb NOT NULL,
        emitted_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        next_at timestamptz NOT NULL,
        queued_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, fact_id, subscriber)
      )`,
      `CREATE INDEX fact_tasks_due ON fact_tasks (next_at, fact_id)`,
      ...closeToOtherPractices('fact_tasks'),
      `CREATE POLICY relay ON fact_tasks FOR INSERT TO unknot_worker WITH CHECK (true)`,
      grant('INSERT, SELECT, DELETE, UPDATE (next_at, queued_at, attempts, last_error)', 'fact_tasks', 'unknot_worker'),
      `CREATE POLICY gate_reads ON fact_tasks FOR SELECT TO unknot_gate USING (true)`,
      `CREATE POLICY gate_marks ON fact_tasks FOR UPDATE TO unknot_gate USING (true)`,
      grant('SELECT, UPDATE (next_at, queued_at)', 'fact_tasks', 'unknot_gate'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of FUNCTIONS) await runner.query(`DROP FUNCTION gate.${name}`);
    await runner.query('DROP TABLE fact_tasks');
  }
}
