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

const OF_CLIENT = `SELECT EXISTS (SELECT FROM stopped_addresses s JOIN clients k ON k.practice_id = $1 AND k.id = $2
  WHERE s.practice_id = $1 AND s.channel = 'sms' AND s.address IN (k.phone_key, regexp_replace(k.guardian_phone, '\\D', '', 'g'))) AS stopped`;

/** Whether a number at which this client is reached has been stopped. */
export async function hasStoppedTexts(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx.sql<{ stopped: boolean }>(OF_CLIENT, [tx.practiceId, clientId]);
  return row!.stopped;
}
