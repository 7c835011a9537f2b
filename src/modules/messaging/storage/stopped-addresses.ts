import type { Tx } from '../../../platform/database/index.js';
import { stopKey } from '../domain/index.js';

interface Address {
  readonly channel: 'email' | 'sms';
  /** As it is written to. */
  readonly address: string;
}

const STOP = `INSERT INTO stopped_addresses (practice_id, channel, address, stopped_at, stopped_by) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING`;

/** From now on nothing goes there, also of what is on its way already. */
export function stopAddress(tx: Tx, { channel, address }: Address, by: 'recipient' | 'provider'): void {
  tx.write(STOP, [tx.practiceId, channel, stopKey(channel, address), tx.now, by]);
}

/** Takes the stop back. */
export function reopenAddress(tx: Tx, { channel, address }: Address): void {
  tx.write('DELETE FROM stopped_addresses WHERE practice_id = $1 AND channel = $2 AND address = $3', [
    ...[tx.practiceId, channel, stopKey(channel, address)],
  ]);
}

/** Of whom an address is: a client, a guardian, or a member of staff. */
const ADDRESSES = `SELECT k.id, a.channel, a.address FROM clients k CROSS JOIN LATERAL (VALUES
    ('email', lower(trim(k.email))), ('email', lower(trim(k.guardian_email))),
    ('sms', k.phone_key), ('sms', regexp_replace(k.guardian_phone, '\\D', '', 'g'))) AS a(channel, address) WHERE k.practice_id = $1`;

const FORGET = `DELETE FROM stopped_addresses s USING (${ADDRESSES} AND k.id = ANY($2)) AS own
  WHERE s.practice_id = $1 AND s.channel = own.channel AND s.address = own.address
    AND NOT EXISTS (SELECT FROM (${ADDRESSES} AND k.id <> ALL($2)) AS other WHERE other.channel = s.channel AND other.address = s.address)
    AND NOT EXISTS (SELECT FROM memberships m WHERE m.practice_id = $1 AND s.address IN (lower(m.email), m.phone_key))`;

/** Not of what a worker has in its hands: to wait for it, with the clients locked, could be to wait for ever. */
const FORGET_NUMBERS = `UPDATE messages SET number_key = NULL WHERE practice_id = $1 AND id IN (
  SELECT id FROM messages WHERE practice_id = $1 AND client_id = ANY($2) AND number_key IS NOT NULL FOR UPDATE SKIP LOCKED)`;

/**
 * Forgets at which addresses and numbers these clients are not written to, and by which numbers their texts were known again, before
 * their contacts are erased. What somebody else is reached at too stays stopped for them. Of the worker alone.
 */
export async function forgetAddresses(tx: Tx, clientIds: readonly string[]): Promise<void> {
  await tx.sql(FORGET, [tx.practiceId, clientIds]);
  await tx.sql(FORGET_NUMBERS, [tx.practiceId, clientIds]);
}

/**
 * A condition on a row of `clients`, whose name in the statement is `client`: an address at which they, or their guardian, are written to by this
 * channel has been stopped. `$1` is the practice.
 */
export function isStopped(channel: 'email' | 'sms', client: string): string {
  const [own, guardian] =
    channel === 'email'
      ? [`lower(trim(${client}.email))`, `lower(trim(${client}.guardian_email))`]
      : [`${client}.phone_key`, `regexp_replace(${client}.guardian_phone, '\\D', '', 'g')`];
  return `EXISTS (SELECT FROM stopped_addresses stop WHERE stop.practice_id = $1 AND stop.channel = '${channel}'
    AND stop.address IN (${own}, ${guardian}))`;
}

const OF_CLIENT = `SELECT ${isStopped('sms', 'k')} AS stopped FROM clients k WHERE k.practice_id = $1 AND k.id = $2`;

/** Whether a number at which this client is reached has been stopped. */
export async function hasStoppedTexts(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx.sql<{ stopped: boolean }>(OF_CLIENT, [tx.practiceId, clientId]);
  return row!.stopped;
}

const STOPPED = `SELECT k.id, array_remove(ARRAY[CASE WHEN ${isStopped('email', 'k')} THEN 'email' END,
    CASE WHEN ${isStopped('sms', 'k')} THEN 'sms' END], NULL) AS channels
  FROM clients k WHERE k.practice_id = $1 AND k.id = ANY($2::uuid[])`;

/** By which channels nothing goes to these clients, each by the addresses of its own record: in one statement. */
export async function stoppedChannelsOf(
  tx: Tx,
  clientIds: readonly string[],
): Promise<Map<string, readonly ('email' | 'sms')[]>> {
  const rows = await tx.sql<{ id: string; channels: ('email' | 'sms')[] }>(STOPPED, [tx.practiceId, clientIds]);
  const stopped = new Map(rows.map(({ id, channels }) => [id, channels]));
  return new Map(clientIds.map((id) => [id, stopped.get(id) ?? []]));
}
