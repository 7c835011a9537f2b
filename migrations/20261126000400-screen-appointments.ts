import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';

const LEVELS = `('clear', 'not_screened', 'adapt', 'clearance', 'defer', 'emergency')`;
const STATUSES = `('held', 'booked', 'confirmed', 'arrived', 'in_session', 'completed', 'cancelled', 'no_show', 'expired')`;
const STATUSES_NOW = `('held', 'pending_clearance', 'booked', 'confirmed', 'arrived', 'in_session', 'completed', 'cancelled', 'no_show', 'expired')`;
const REASONS = `('client_request', 'client_ill', 'therapist_unavailable', 'clinic_closed', 'booked_in_error', 'other')`;
const REASONS_NOW = `('client_request', 'client_ill', 'therapist_unavailable', 'clinic_closed', 'booked_in_error', 'clearance_missing', 'other')`;

const allow = (column: string, values: string): string[] => [
  `ALTER TABLE appointments DROP CONSTRAINT appointments_${column}_check`,
  `ALTER TABLE appointments ADD CONSTRAINT appointments_${column}_check CHECK (${column} IN ${values})`,
];

/**
 * Of screening an appointment keeps the level of the verdict alone, which the front desk may know: as it is by the client's
 * last answers, and as it was when somebody took the visit on so. Whoever waits for a clearance blocks time as the booked do.
 */
export class ScreenAppointments20261126000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...allow('status', STATUSES_NOW),
      ...allow('cancel_reason', REASONS_NOW),
      `ALTER TABLE appointments
        ADD COLUMN screening_level text CHECK (screening_level IN ${LEVELS}),
        ADD COLUMN screening_accepted text CHECK (screening_accepted IN ${LEVELS}),
        ADD COLUMN awaits_therapist boolean NOT NULL DEFAULT false,
        ADD COLUMN arrival_answer text CHECK (arrival_answer IN ('nothing_new', 'ask_therapist')),
        ADD CHECK ((screening_level IS NULL) = (screening_accepted IS NULL)),
        ADD CHECK (status <> 'pending_clearance' OR screening_level IS NOT NULL)`,
      `CREATE INDEX appointments_pending ON appointments (starts_at) WHERE status = 'pending_clearance'`,
      `CREATE INDEX appointments_pending_of_practice ON appointments (practice_id, starts_at, id) WHERE status = 'pending_clearance'`,
      'GRANT SELECT (starts_at) ON appointments TO unknot_gate',
      ...gateFunction({
        name: 'clearances_overdue',
        parameters: 'starts_before timestamptz, at_most integer',
        returns: 'TABLE (practice_id uuid, id uuid)',
        volatility: 'STABLE',
        callers: 'unknot_worker',
        body: `SELECT practice_id, id FROM appointments
          WHERE status = 'pending_clearance' AND starts_at <= starts_before ORDER BY starts_at LIMIT at_most`,
      }),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP FUNCTION gate.clearances_overdue',
      'REVOKE SELECT (starts_at) ON appointments FROM unknot_gate',
      `UPDATE appointments SET status = 'booked' WHERE status = 'pending_clearance'`,
      `UPDATE appointments SET cancel_reason = 'other' WHERE cancel_reason = 'clearance_missing'`,
      'DROP INDEX appointments_pending, appointments_pending_of_practice',
      'ALTER TABLE appointments DROP COLUMN screening_level, DROP COLUMN screening_accepted, DROP COLUMN awaits_therapist, DROP COLUMN arrival_answer',
      ...allow('status', STATUSES),
      ...allow('cancel_reason', REASONS),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
