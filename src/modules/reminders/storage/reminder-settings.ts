import { newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/database/index.js';
import { DEFAULT_RULES } from '../domain/index.js';
import type { Channel, DatedRule, ReminderRule } from '../domain/index.js';

/** DOMAIN.md gives no notice; a day is what clinics ask for. */
const CLIENT_NOTICE_HOURS = 24;

/** How a practice reminds its clients. */
export interface ReminderSettings {
  readonly version: number;
  /** Those that stand, the longest lead first. */
  readonly rules: readonly ReminderRule[];
  /** All that stand, or stood. */
  readonly allRules: readonly DatedRule[];
  /** How many hours before the start a client may still call a visit off, or move it, by a link. */
  readonly clientNoticeHours: number;
  /** Epoch ms; 0 where the practice is younger than these messages. */
  readonly tellsSince: number;
}

interface Row {
  readonly version: number;
  readonly clientNoticeHours: number;
  readonly tellsSince: Date;
  readonly rules: readonly {
    readonly leadHours: number;
    readonly channel: Channel;
    readonly onlyUnconfirmed: boolean;
    readonly addedAt: number;
    readonly removedAt: number | null;
  }[];
}

const RULES = `SELECT coalesce(json_agg(json_build_object('leadHours', lead_hours, 'channel', channel, 'onlyUnconfirmed', only_unconfirmed,
    'addedAt', round(date_part('epoch', added_at) * 1000), 'removedAt', round(date_part('epoch', removed_at) * 1000))
    ORDER BY lead_hours DESC, channel, added_at), '[]')
  FROM reminder_rules WHERE practice_id = $1`;
const SETTINGS = `SELECT version, client_notice_hours AS "clientNoticeHours", tells_since AS "tellsSince", (${RULES}) AS rules
  FROM reminder_settings WHERE practice_id = $1`;

/** In one statement. A practice that has never changed anything has what ships. */
export async function reminderSettings(tx: Tx): Promise<ReminderSettings> {
  const [row] = await tx.sql<Row & Record<string, unknown>>(SETTINGS, [tx.practiceId]);
  const tellsSince = row?.tellsSince.getTime() ?? 0;
  const { version, clientNoticeHours } = row ?? { version: 0, clientNoticeHours: CLIENT_NOTICE_HOURS };
  const kept = row?.rules ?? [];
  const shipped = DEFAULT_RULES.map((rule) => ({ ...rule, addedAt: tellsSince, removedAt: null }));
  const allRules: readonly DatedRule[] = version === 0 ? shipped : kept;
  const rules = allRules
    .filter(({ removedAt }) => removedAt === null)
    .map(({ leadHours, channel, onlyUnconfirmed }) => ({ leadHours, channel, onlyUnconfirmed }));
  return { version, rules, allRules, clientNoticeHours, tellsSince };
}

const KEEP = `INSERT INTO reminder_settings (practice_id, version, client_notice_hours, tells_since, updated_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (practice_id) DO UPDATE SET version = $2, client_notice_hours = $3, updated_at = $5`;
const REMOVE = `UPDATE reminder_rules SET removed_at = $3 WHERE practice_id = $1 AND removed_at IS NULL
  AND NOT EXISTS (SELECT FROM jsonb_to_recordset($2) AS r("leadHours" integer, channel text, "onlyUnconfirmed" boolean)
    WHERE r."leadHours" = lead_hours AND r.channel = reminder_rules.channel AND r."onlyUnconfirmed" = only_unconfirmed)`;
const ADD = `INSERT INTO reminder_rules (practice_id, id, lead_hours, channel, only_unconfirmed, added_at)
  SELECT $1, id, "leadHours", channel, "onlyUnconfirmed", "addedAt"
  FROM jsonb_to_recordset($2) AS r(id uuid, "leadHours" integer, channel text, "onlyUnconfirmed" boolean, "addedAt" timestamptz)
  ON CONFLICT (practice_id, lead_hours, channel) WHERE removed_at IS NULL DO NOTHING`;

/** Writes what the practice wants from now on. Rules that it wants as before are the ones that stand. The caller has locked the practice. */
export function keepReminderSettings(
  tx: Tx,
  before: ReminderSettings,
  { rules, clientNoticeHours }: { readonly rules: readonly ReminderRule[]; readonly clientNoticeHours: number },
): void {
  const { practiceId, now } = tx;
  const add = (all: readonly ReminderRule[], addedAt: Date): void =>
    tx.write(ADD, [practiceId, JSON.stringify(all.map((rule) => ({ ...rule, id: newId(), addedAt })))]);
  // What ships has stood until now, and is written down with the first change.
  if (before.version === 0) add(before.rules, new Date(before.tellsSince));
  tx.write(REMOVE, [practiceId, JSON.stringify(rules), now]);
  add(rules, now);
  tx.write(KEEP, [practiceId, before.version + 1, clientNoticeHours, new Date(before.tellsSince), now]);
}
