import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grant } from './row-level-security.js';

/** What the worker needs to say how much there is of a record: drafts tell of a visit too. */
export class LetWorkerKeepRecords20261126000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(grant('SELECT', 'session_note_drafts', 'unknot_worker'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE SELECT ON session_note_drafts FROM unknot_worker');
  }
}
