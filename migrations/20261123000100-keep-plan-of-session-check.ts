import type { MigrationInterface, QueryRunner } from 'typeorm';

const define = (language: string, body: string): string =>
  `CREATE OR REPLACE FUNCTION gate.session_is_live(session uuid, practice uuid, membership uuid, member_role text) RETURNS boolean
    LANGUAGE ${language} STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ ${body} $$`;

const LIVE = `EXISTS (
  SELECT FROM sessions s JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id
  WHERE s.id = session AND s.ended_at IS NULL AND s.practice_id = practice AND s.membership_id = membership
    AND m.ended_at IS NULL AND m.role = member_role)`;

/** Every unit of work asks whether the session is live. PL/pgSQL keeps the plan for as long as the connection lives. */
export class KeepPlanOfSessionCheck20261123000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(define('plpgsql', `BEGIN RETURN ${LIVE}; END`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(define('sql', `SELECT ${LIVE}`));
  }
}
