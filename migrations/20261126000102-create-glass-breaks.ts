import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

export class CreateGlassBreaks20261126000102 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE glass_breaks (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        client_id uuid NOT NULL,
        membership_id uuid NOT NULL,
        role text NOT NULL,
        reason bytea NOT NULL,
        broken_at timestamptz NOT NULL,
        until timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships
      )`,
      `CREATE INDEX glass_breaks_of_member ON glass_breaks (practice_id, membership_id, until)`,
      `CREATE INDEX glass_breaks_of_client ON glass_breaks (practice_id, client_id, id)`,
      ...closeToOtherPractices('glass_breaks'),
      grant('SELECT, INSERT', 'glass_breaks', 'unknot_app'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE glass_breaks');
  }
}
