import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grant } from './row-level-security.js';

/** What clients are known by since their records can be erased: none of it is kept by law. */
export class LetWorkerEraseContacts20261126000890 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(grant('UPDATE (language, time_zone, deceased_at)', 'clients', 'unknot_worker'));
    await runner.query(grant('DELETE', 'check_in_wishes, stopped_addresses', 'unknot_worker'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE UPDATE (language, time_zone, deceased_at) ON clients FROM unknot_worker');
    await runner.query('REVOKE DELETE ON check_in_wishes, stopped_addresses FROM unknot_worker');
  }
}
