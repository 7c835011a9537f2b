import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which language a client is written to, and in whose night they are left in peace; null: the clinic's. */
export class GiveClientsLanguage20261126000810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clients ADD language text CHECK (language ~ '^[a-z]{2}$'), ADD time_zone text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clients DROP language, DROP time_zone');
  }
}
