import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Roles belong to the whole cluster, so another database of it may have made them already. `unknot_app` serves the API,
 * `unknot_worker` the worker; neither owns anything. The two without a login own the few functions that must look
 * across row-level security: `unknot_search` inside one practice, `unknot_gate` before a practice is known.
 */
const ROLES = ['unknot_app', 'unknot_worker', 'unknot_search', 'unknot_gate'];

export class CreateRoles20261122000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const role of ROLES) {
      await runner.query(`DO $$ BEGIN
        CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    }
    for (const role of ['unknot_search', 'unknot_gate']) {
      await runner.query(`DO $$ BEGIN
        IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN EXECUTE 'GRANT ${role} TO ' || quote_ident(current_user); END IF;
      END $$`);
    }
    for (const extension of ['btree_gist', 'btree_gin', 'pg_trgm', 'unaccent']) {
      await runner.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
    }
    await runner.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await runner.query('CREATE SCHEMA gate');
    await runner.query('GRANT USAGE ON SCHEMA gate TO unknot_app, unknot_worker');
    await runner.query('GRANT CREATE ON SCHEMA gate, public TO unknot_gate, unknot_search');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA gate');
  }
}
