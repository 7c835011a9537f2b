import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { grant } from './row-level-security.js';

const LIVE = `EXISTS (
  SELECT FROM sessions s JOIN memberships m ON m.practice_id = s.practice_id AND m.id = s.membership_id
  WHERE s.id = session AND s.ended_at IS NULL AND s.practice_id = practice AND s.membership_id = membership
    AND m.ended_at IS NULL AND m.role = member_role)`;
const SAME_THERAPIST = `(member_role <> 'therapist' OR therapist IS NOT DISTINCT FROM (
  SELECT t.id FROM therapists t WHERE t.practice_id = practice AND t.membership_id = membership AND t.archived_at IS NULL))`;

const sessionIsLive = (more: string, condition: string): string[] =>
  gateFunction({
    name: 'session_is_live',
    parameters: `session uuid, practice uuid, membership uuid, member_role text${more}`,
    returns: 'boolean',
    language: 'plpgsql',
    volatility: 'STABLE',
    callers: 'unknot_app, unknot_worker',
    body: `BEGIN RETURN ${condition}; END`,
  });

/** A therapist who treats clients as somebody else than their token says, or as nobody any more, sees nothing by that token. */
export class CheckTherapistOfSession20261124000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      'CREATE POLICY gate ON therapists FOR SELECT TO unknot_gate USING (true)',
      grant('SELECT (practice_id, id, membership_id, archived_at)', 'therapists', 'unknot_gate'),
      'DROP FUNCTION gate.session_is_live',
      ...sessionIsLive(', therapist uuid', `${LIVE} AND ${SAME_THERAPIST}`),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP FUNCTION gate.session_is_live',
      ...sessionIsLive('', LIVE),
      'REVOKE ALL ON therapists FROM unknot_gate',
      'DROP POLICY gate ON therapists',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
