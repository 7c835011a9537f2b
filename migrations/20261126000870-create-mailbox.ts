import type { MigrationInterface, QueryRunner } from 'typeorm';
import { gateFunction } from './gate-function.js';
import { grant } from './row-level-security.js';

const COLUMNS = 'message_id, kind, sender, recipient, subject, body, html, headers, calendar, at';

/**
 * What a start without a mail server would have sent. It is the running program's and no practice's, so that serving roles reach
 * it through the gate only; in production nothing writes to it. It keeps the newest thousand.
 */
export class CreateMailbox20261126000870 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE mailbox (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        message_id text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('email', 'sms')),
        sender text NOT NULL,
        recipient text NOT NULL,
        subject text,
        body text NOT NULL,
        html text,
        headers jsonb NOT NULL,
        calendar text,
        at timestamptz NOT NULL
      )`,
      grant('SELECT, INSERT, DELETE', 'mailbox', 'unknot_gate'),
      ...gateFunction({
        name: 'put_into_mailbox',
        parameters: 'mail jsonb',
        returns: 'void',
        callers: 'unknot_worker',
        body: `INSERT INTO mailbox (${COLUMNS})
            SELECT ${COLUMNS} FROM jsonb_populate_record(NULL::mailbox, mail) ON CONFLICT DO NOTHING;
          DELETE FROM mailbox WHERE number <= (SELECT number FROM mailbox ORDER BY number DESC OFFSET 1000 LIMIT 1)`,
      }),
      ...gateFunction({
        name: 'mailbox_before',
        parameters: 'border bigint, most integer',
        returns: 'SETOF mailbox',
        volatility: 'STABLE',
        body: 'SELECT * FROM mailbox WHERE border IS NULL OR number < border ORDER BY number DESC LIMIT most',
      }),
      ...gateFunction({
        name: 'mail_of_mailbox',
        parameters: 'wanted bigint',
        returns: 'SETOF mailbox',
        volatility: 'STABLE',
        body: 'SELECT * FROM mailbox WHERE number = wanted',
      }),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['mail_of_mailbox', 'mailbox_before', 'put_into_mailbox']) {
      await runner.query(`DROP FUNCTION gate.${name}`);
    }
    await runner.query('DROP TABLE mailbox');
  }
}
