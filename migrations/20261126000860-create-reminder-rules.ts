import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closeToOtherPractices, grant } from './row-level-security.js';

/** Row-level security binds the owner too, who has to see every practice once. */
const openToOwner = (how: 'FORCE' | 'NO FORCE'): string[] =>
  ['practices', 'outbox', 'reminder_settings'].map((table) => `ALTER TABLE ${table} ${how} ROW LEVEL SECURITY`);

/**
 * When clients are reminded of their visits, and how late they may still call one off by themselves. A rule that was taken away stays: what it
 * had asked for is not dropped where nothing takes its place. A practice that has been at work before tells its clients of
 * what happens from now on: they are reminded of the visits that stand, and not told of bookings that were made long ago.
 */
export class CreateReminderRules20261126000860 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE reminder_settings (
        practice_id uuid NOT NULL PRIMARY KEY REFERENCES practices,
        version integer NOT NULL CHECK (version >= 0),
        client_notice_hours integer NOT NULL CHECK (client_notice_hours BETWEEN 0 AND 336),
        tells_since timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      )`,
      `CREATE TABLE reminder_rules (
        practice_id uuid NOT NULL REFERENCES practices,
        id uuid NOT NULL,
        lead_hours integer NOT NULL CHECK (lead_hours BETWEEN 1 AND 336),
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        only_unconfirmed boolean NOT NULL,
        added_at timestamptz NOT NULL,
        removed_at timestamptz,
        PRIMARY KEY (practice_id, id)
      )`,
      `CREATE UNIQUE INDEX reminder_rules_stand_once ON reminder_rules (practice_id, lead_hours, channel) WHERE removed_at IS NULL`,
      ...['reminder_settings', 'reminder_rules'].flatMap((table) => closeToOtherPractices(table)),
      grant('SELECT, INSERT', 'reminder_settings, reminder_rules', 'unknot_app'),
      grant('UPDATE (version, client_notice_hours, updated_at)', 'reminder_settings', 'unknot_app'),
      grant('UPDATE (removed_at)', 'reminder_rules', 'unknot_app'),
      grant('SELECT', 'reminder_settings, reminder_rules', 'unknot_worker'),
      ...openToOwner('NO FORCE'),
      `INSERT INTO reminder_settings (practice_id, version, client_notice_hours, tells_since, updated_at)
        SELECT id, 0, 24, now(), now() FROM practices`,
      `INSERT INTO outbox (practice_id, id, fact, payload)
        SELECT id, gen_random_uuid(), 'reminders.settings_changed', '{}' FROM practices`,
      ...openToOwner('FORCE'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reminder_rules, reminder_settings');
  }
}
