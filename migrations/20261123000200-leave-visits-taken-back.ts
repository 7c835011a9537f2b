import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grant } from './row-level-security.js';

const define = (more: string): string =>
  `CREATE OR REPLACE FUNCTION gate.visits_left_open(ended_before timestamptz, at_most integer)
    RETURNS TABLE (practice_id uuid, id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
      SELECT practice_id, id FROM appointments a
      WHERE status IN ('arrived', 'in_session') AND ends_at <= ended_before ${more} ORDER BY ends_at LIMIT at_most $$`;

/** Whoever takes a visit's completion back has as long to set it right as the visit had to be completed. */
const NOT_TAKEN_BACK = `AND NOT EXISTS (SELECT FROM appointment_events e
  WHERE e.practice_id = a.practice_id AND e.appointment_id = a.id AND e.kind = 'take_back' AND e.at > ended_before)`;

export class LeaveVisitsTakenBack20261123000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE POLICY gate ON appointment_events FOR SELECT TO unknot_gate USING (true)');
    await runner.query(grant('SELECT (practice_id, appointment_id, kind, at)', 'appointment_events', 'unknot_gate'));
    await runner.query(define(NOT_TAKEN_BACK));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(define(''));
    await runner.query('REVOKE ALL ON appointment_events FROM unknot_gate');
    await runner.query('DROP POLICY gate ON appointment_events');
  }
}
