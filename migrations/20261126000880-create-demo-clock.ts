import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grant } from './row-level-security.js';

/** How far a development start is ahead of the real time. In production nobody reads it. */
export class CreateDemoClock20261126000880 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE demo_clock (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        ahead_ms bigint NOT NULL DEFAULT 0 CHECK (ahead_ms >= 0)
      )`,
      'INSERT INTO demo_clock DEFAULT VALUES',
      grant('SELECT', 'demo_clock', 'unknot_app', 'unknot_worker'),
      grant('UPDATE (ahead_ms)', 'demo_clock', 'unknot_app'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE demo_clock');
  }
}
