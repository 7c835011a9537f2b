import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

/**
 * Marks what is due of one channel as being on its way and returns it. A message that was marked `again` ago, and that nobody
 * has brought to its end, has been lost on its way and is marked once more. Rows in the hands of others are skipped.
 */
const TAKE = `
  WITH due AS (
    SELECT m.practice_id, m.id FROM messages m
    WHERE m.channel = of_channel AND m.look_at <= at ORDER BY m.look_at LIMIT at_most FOR UPDATE SKIP LOCKED)
  UPDATE messages m SET look_at = at + again FROM due
  WHERE m.practice_id = due.practice_id AND m.id = due.id
  RETURNING m.practice_id, m.id`;

/** The ledger of messages: what is to go out, when, to whom, and what became of it. It holds no text and no address. */
export class CreateMessages20261126000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // A copy is one that somebody has asked for by hand. Due is when it should go out. Nobody may claim it before it is ready: quiet hours, a provider that asks to wait and
      // the lease of whoever has claimed it put that off. Look is when it is to be put on its way next; null once it is over.
      `CREATE TABLE messages (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
        subject_id uuid NOT NULL,
        version text NOT NULL CHECK (length(version) <= 60),
        step text NOT NULL CHECK (step ~ '^[a-z0-9-]{1,30}$'),
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        client_id uuid,
        membership_id uuid,
        recipient_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(client_id, membership_id)) STORED,
        copy integer NOT NULL DEFAULT 0,
        clinic_id uuid NOT NULL,
        due_at timestamptz NOT NULL,
        ready_at timestamptz NOT NULL,
        look_at timestamptz,
        useful_until timestamptz,
        state text NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'delivered', 'dropped', 'failed')),
        reason text CHECK (reason ~ '^[a-z_]{1,40}$'),
        attempts integer NOT NULL DEFAULT 0,
        provider_id text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CHECK (num_nonnulls(client_id, membership_id) = 1),
        CHECK ((look_at IS NOT NULL) = (state IN ('planned', 'sending'))),
        CONSTRAINT messages_once UNIQUE (practice_id, subject_id, kind, version, step, channel, recipient_id, copy),
        FOREIGN KEY (practice_id, client_id) REFERENCES clients,
        FOREIGN KEY (practice_id, membership_id) REFERENCES memberships,
        FOREIGN KEY (practice_id, clinic_id) REFERENCES clinics
      )`,
      `CREATE INDEX messages_due ON messages (channel, look_at) WHERE look_at IS NOT NULL`,
      `CREATE INDEX messages_open ON messages (ready_at) WHERE look_at IS NOT NULL`,
      `CREATE INDEX messages_of_client ON messages (practice_id, client_id, id) WHERE client_id IS NOT NULL`,
      `CREATE INDEX messages_by_state ON messages (practice_id, state, due_at, id)`,
      `CREATE INDEX messages_by_provider ON messages (provider_id) WHERE provider_id IS NOT NULL`,
      `CREATE TABLE message_events (
        practice_id uuid NOT NULL,
        message_id uuid NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL,
        state text NOT NULL,
        attempt integer NOT NULL,
        reason text CHECK (reason ~ '^[a-z_0-9]{1,60}$'),
        PRIMARY KEY (practice_id, message_id, id),
        FOREIGN KEY (practice_id, message_id) REFERENCES messages
      )`,
      `CREATE TABLE message_templates (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        key text NOT NULL CHECK (key ~ '^[a-z_]{1,60}$'),
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        language text NOT NULL CHECK (language ~ '^[a-z]{2}$'),
        subject text,
        body text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (practice_id, id),
        UNIQUE (practice_id, key, channel, language),
        CHECK ((channel = 'email' AND body IS NOT NULL) = (subject IS NOT NULL))
      )`,
      ...['messages', 'message_events', 'message_templates'].flatMap((table) => closeToOtherPractices(table)),
      `CREATE POLICY gate ON messages TO unknot_gate USING (true)`,
      grant('SELECT, UPDATE (look_at)', 'messages', 'unknot_gate'),
      grant('SELECT, INSERT', 'messages, message_events', 'unknot_app', 'unknot_worker'),
      grant(
        'UPDATE (state, reason, ready_at, look_at, attempts, provider_id, sent_at)',
        'messages',
        'unknot_app',
        'unknot_worker',
      ),
      grant('SELECT', 'message_templates', 'unknot_worker'),
      grant('SELECT, INSERT, UPDATE', 'message_templates', 'unknot_app'),
      ...gateFunction({
        name: 'take_messages',
        parameters: 'of_channel text, at timestamptz, again interval, at_most integer',
        returns: 'TABLE (practice_id uuid, id uuid)',
        callers: 'unknot_worker',
        body: TAKE,
      }),
      ...gateFunction({
        name: 'late_messages',
        parameters: 'ready_before timestamptz',
        returns: 'TABLE (late bigint, oldest timestamptz)',
        volatility: 'STABLE',
        callers: 'unknot_worker',
        body: `SELECT count(*), min(ready_at) FROM messages WHERE look_at IS NOT NULL AND greatest(ready_at, created_at) < ready_before AND ready_at < ready_before`,
      }),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION gate.late_messages(timestamptz)');
    await runner.query('DROP FUNCTION gate.take_messages(text, timestamptz, interval, integer)');
    await runner.query('DROP TABLE message_events, messages, message_templates');
  }
}
