import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';

/** Of all practices, by kind and channel: nothing that says whose they are. Reads what is due and what will be until `retried_until`. */
const BODY = `
  SELECT kind, channel,
    count(*) FILTER (WHERE ready_at <= at)::integer,
    count(*) FILTER (WHERE ready_at <= late_before AND created_at <= late_before)::integer,
    count(*) FILTER (WHERE state = 'planned' AND ready_at > at AND attempts > 0 AND reason IS NOT NULL)::integer,
    min(greatest(ready_at, created_at)) FILTER (WHERE ready_at <= at)
  FROM messages WHERE look_at IS NOT NULL AND ready_at <= retried_until
  GROUP BY kind, channel`;

/** What the metrics of a worker say of messages that are to go out yet. */
export class CountOpenMessages20261126000910 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = gateFunction({
      name: 'open_messages',
      parameters: 'at timestamptz, late_before timestamptz, retried_until timestamptz',
      returns: 'TABLE (kind text, channel text, due integer, late integer, retried integer, oldest timestamptz)',
      volatility: 'STABLE',
      callers: 'unknot_worker',
      body: BODY,
    });
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION gate.open_messages');
  }
}
