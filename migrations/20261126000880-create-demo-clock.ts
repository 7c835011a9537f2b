import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { grant } from './row-level-security.js';

const FUNCTIONS = [
  {
    name: 'demo_clock_ahead',
    parameters: '',
    returns: 'double precision',
    volatility: 'STABLE' as const,
    callers: 'unknot_app, unknot_worker',
    body: 'SELECT ahead_ms FROM demo_clock',
  },
  {
    name: 'forward_demo_clock',
    parameters: 'by_ms double precision',
    returns: 'double precision',
    body: 'UPDATE demo_clock SET ahead_ms = ahead_ms + by_ms RETURNING ahead_ms',
  },
];

/** How far a development start is ahead of the real time. In production nobody reads it. */
export class CreateDemoClock20261126000880 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE demo_clock (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        ahead_ms double precision NOT NULL DEFAULT 0 CHECK (ahead_ms >= 0)
      )`,
      'INSERT INTO demo_clock DEFAULT VALUES',
      grant('SELECT, UPDATE', 'demo_clock', 'unknot_gate'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of FUNCTIONS) await runner.query(`DROP FUNCTION gate.${name}`);
    await runner.query('DROP TABLE demo_clock');
  }
}
