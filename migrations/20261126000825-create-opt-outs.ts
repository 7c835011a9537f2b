import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { closeToOtherPractices, grant } from './row-level-security.js';

/** What a provider's report and a text that came in are about, before any practice is known. */
const FUNCTIONS = [
  {
    name: 'message_at_provider',
    parameters: 'sid text',
    returns: 'TABLE (practice_id uuid, id uuid)',
    volatility: 'STABLE' as const,
    body: `SELECT practice_id, id FROM messages WHERE provider_id = sid AND channel = 'sms' LIMIT 1`,
  },
  {
    name: 'messages_to_number',
    parameters: 'number bytea',
    returns: 'TABLE (practice_id uuid, id uuid, kind text, sent_at timestamptz)',
    volatility: 'STABLE' as const,
    body: `SELECT DISTINCT ON (practice_id, kind) practice_id, id, kind, sent_at FROM messages
      WHERE number_key = number AND sent_at IS NOT NULL ORDER BY practice_id, kind, sent_at DESC, id DESC`,
  },
];

/**
 * Addresses that are not written to any more, whoever's they are, and what became of the texts that clients sent. Which number a
 * message went to is kept as a keyed hash: a text that comes in finds it, and nobody reads it. Of a text only its id at the
 * provider is kept, and what was made of it.
 */
export class CreateOptOuts20261126000825 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // The address is the digits of E.164, or an e-mail address in lower case.
      `CREATE TABLE stopped_addresses (
        practice_id uuid NOT NULL REFERENCES practices,
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        address text NOT NULL CHECK (CASE channel WHEN 'sms' THEN address ~ '^[0-9]{1,20}$' ELSE address = lower(address) END),
        stopped_at timestamptz NOT NULL,
        stopped_by text NOT NULL CHECK (stopped_by IN ('recipient', 'provider')),
        PRIMARY KEY (practice_id, channel, address)
      )`,
      `ALTER TABLE messages ADD number_key bytea CHECK (length(number_key) = 32)`,
      `CREATE INDEX messages_to_number ON messages (number_key, practice_id, kind, sent_at DESC) WHERE number_key IS NOT NULL`,
      `CREATE TABLE inbound_messages (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        sid text NOT NULL CHECK (length(sid) <= 64),
        outcome text NOT NULL CHECK (outcome ~ '^[a-z_]{1,40}$'),
        message_id uuid,
        client_id uuid,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (practice_id, id),
        CONSTRAINT inbound_messages_once UNIQUE (practice_id, sid),
        FOREIGN KEY (practice_id, message_id) REFERENCES messages,
        FOREIGN KEY (practice_id, client_id) REFERENCES clients
      )`,
      `CREATE INDEX inbound_messages_about ON inbound_messages (practice_id, message_id, received_at) WHERE message_id IS NOT NULL`,
      ...['stopped_addresses', 'inbound_messages'].flatMap((table) => closeToOtherPractices(table)),
      grant('SELECT, INSERT', 'stopped_addresses', 'unknot_app', 'unknot_worker'),
      grant('DELETE', 'stopped_addresses', 'unknot_app'),
      grant('SELECT, INSERT, UPDATE (outcome, message_id, client_id)', 'inbound_messages', 'unknot_app'),
      grant('UPDATE (number_key)', 'messages', 'unknot_app', 'unknot_worker'),
      ...FUNCTIONS.flatMap(gateFunction),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP FUNCTION gate.message_at_provider(text)',
      'DROP FUNCTION gate.messages_to_number(bytea)',
      'DROP TABLE inbound_messages, stopped_addresses',
      'ALTER TABLE messages DROP number_key',
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
