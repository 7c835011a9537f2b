import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

const LIVE = `status NOT IN ('cancelled', 'no_show', 'expired')`;

/**
 * What each visit blocks stands twice: as plain columns, which an index can use below row-level security, and as ranges
 * computed from them, which the exclusion constraints need. No visit blocks anything for more than a day, so that a
 * search for overlaps has a lower bound.
 */
export class CreateAppointments20261122000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE appointments (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        clinic_id uuid NOT NULL,
        client_id uuid,
        therapist_id uuid NOT NULL,
        room_id uuid NOT NULL,
        service_id uuid NOT NULL,
        status text NOT NULL CHECK (status IN
          ('held', 'booked', 'confirmed', 'arrived', 'in_session', 'completed', 'cancelled', 'no_show', 'expired')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        therapist_blocked_from timestamptz NOT NULL,
        therapist_blocked_to timestamptz NOT NULL,
        room_blocked_from timestamptz NOT NULL,
        room_blocked_to timestamptz NOT NULL,
        visit_range tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
        therapist_range tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(therapist_blocked_from, therapist_blocked_to)) STORED,
        room_range tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(room_blocked_from, room_blocked_to)) STORED,
        hold_expires_at timestamptz,
        held_by uuid,
        price_minor integer NOT NULL,
        currency char(3) NOT NULL,
        overridden_rules text[] NOT NULL DEFAULT '{}',
        override_reason text,
        cancel_reason text CHECK (cancel_reason IN
          ('client_request', 'client_ill', 'therapist_unavailable', 'clinic_closed', 'booked_in_error', 'other')),
        cancel_note text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, therapist_id) REFERENCES therapists,
        FOREIGN KEY (practice_id, clinic_id, room_id) REFERENCES rooms (practice_id, clinic_id, id),
        FOREIGN KEY (practice_id, service_id) REFERENCES services,
        CHECK (starts_at < ends_at),
        CHECK (therapist_blocked_from <= starts_at AND ends_at <= therapist_blocked_to),
        CHECK (room_blocked_from <= starts_at AND ends_at <= room_blocked_to),
        CHECK (therapist_blocked_to - therapist_blocked_from <= interval '24 hours'),
        CHECK (room_blocked_to - room_blocked_from <= interval '24 hours'),
        CHECK (client_id IS NOT NULL OR status IN ('held', 'expired')),
        CHECK (status <> 'held' OR hold_expires_at IS NOT NULL),
        CHECK ((cardinality(overridden_rules) = 0) = (override_reason IS NULL)),
        CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
        CONSTRAINT appointments_therapist_free EXCLUDE USING gist
          (practice_id WITH =, therapist_id WITH =, therapist_range WITH &&) WHERE (${LIVE}),
        CONSTRAINT appointments_room_free EXCLUDE USING gist
          (practice_id WITH =, room_id WITH =, room_range WITH &&) WHERE (${LIVE}),
        CONSTRAINT appointments_client_free EXCLUDE USING gist
          (practice_id WITH =, client_id WITH =, visit_range WITH &&) WHERE (${LIVE} AND client_id IS NOT NULL)
      )`,
      `CREATE INDEX appointments_of_therapist ON appointments
        (practice_id, therapist_id, therapist_blocked_from, therapist_blocked_to) WHERE ${LIVE}`,
      `CREATE INDEX appointments_of_room ON appointments (practice_id, room_id, room_blocked_from, room_blocked_to) WHERE ${LIVE}`,
      `CREATE INDEX appointments_of_clinic ON appointments (practice_id, clinic_id, starts_at, id)`,
      `CREATE INDEX appointments_of_client ON appointments (practice_id, client_id, starts_at, id)`,
      `CREATE INDEX appointments_holds ON appointments (hold_expires_at) WHERE status = 'held'`,
      `CREATE INDEX appointments_left_open ON appointments (ends_at) WHERE status IN ('arrived', 'in_session')`,
      ...closeToOtherPractices('appointments'),

      `CREATE TABLE appointment_events (
        practice_id uuid NOT NULL,
        id uuid NOT NULL,
        appointment_id uuid NOT NULL,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        actor_kind text NOT NULL,
        actor_id text NOT NULL,
        from_status text,
        to_status text NOT NULL,
        change jsonb NOT NULL DEFAULT '{}',
        reason text,
        PRIMARY KEY (practice_id, id),
        FOREIGN KEY (practice_id, appointment_id) REFERENCES appointments
      )`,
      `CREATE INDEX appointment_events_of_appointment ON appointment_events (practice_id, appointment_id, at, id)`,
      ...closeToOtherPractices('appointment_events'),
      grant('SELECT, INSERT, UPDATE', 'appointments', 'unknot_app', 'unknot_worker'),
      grant('SELECT, INSERT', 'appointment_events', 'unknot_app', 'unknot_worker'),

      `CREATE POLICY gate ON appointments FOR SELECT TO unknot_gate USING (true)`,
      grant('SELECT (practice_id, id, ends_at, hold_expires_at, status)', 'appointments', 'unknot_gate'),
      `CREATE FUNCTION gate.visits_left_open(ended_before timestamptz, at_most integer)
        RETURNS TABLE (practice_id uuid, id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT practice_id, id FROM appointments
          WHERE status IN ('arrived', 'in_session') AND ends_at <= ended_before ORDER BY ends_at LIMIT at_most $$`,
      `CREATE FUNCTION gate.holds_run_out(before timestamptz, at_most integer)
        RETURNS TABLE (practice_id uuid, id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT practice_id, id FROM appointments
          WHERE status = 'held' AND hold_expires_at <= before ORDER BY hold_expires_at LIMIT at_most $$`,
      ...['gate.visits_left_open', 'gate.holds_run_out'].flatMap((name) => [
        `ALTER FUNCTION ${name}(timestamptz, integer) OWNER TO unknot_gate`,
        `REVOKE ALL ON FUNCTION ${name}(timestamptz, integer) FROM PUBLIC`,
        `GRANT EXECUTE ON FUNCTION ${name}(timestamptz, integer) TO unknot_worker`,
      ]),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION gate.visits_left_open(timestamptz, integer), gate.holds_run_out(timestamptz, integer)',
    );
    await runner.query('DROP TABLE appointment_events, appointments');
  }
}
