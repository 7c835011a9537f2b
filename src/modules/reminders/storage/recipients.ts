import type { Tx } from '../../../platform/database/index.js';
import { isStopped } from '../../messaging/index.js';
import type { Channel } from '../domain/index.js';

/**
 * By e-mail where the client has agreed to it and has an address, else by SMS where that is so of it; what they have stopped comes after what
 * they have not. Of a minor the guardian may be the one.
 */
const BEST = `SELECT c.id, CASE
    WHEN ${reached('email')} AND NOT ${isStopped('email', 'c')} THEN 'email'
    WHEN ${reached('sms')} AND NOT ${isStopped('sms', 'c')} THEN 'sms'
    WHEN NOT ${reached('email')} AND ${reached('sms')} THEN 'sms'
    ELSE 'email' END AS channel
  FROM clients c WHERE c.practice_id = $1 AND c.id = ANY($2)`;

function reached(channel: Channel): string {
  const contact = channel === 'email' ? 'c.email, c.guardian_email' : 'c.phone, c.guardian_phone';
  return `coalesce(${contact}) IS NOT NULL AND EXISTS (SELECT FROM client_consents o
    WHERE o.practice_id = $1 AND o.client_id = c.id AND o.channel = '${channel}' AND o.purpose = 'service' AND o.granted)`;
}

/**
 * How each of these clients is best told something. By e-mail too where nothing reaches them: the ledger then says why they were
 * not told.
 */
export async function bestChannels(tx: Tx, clientIds: readonly string[]): Promise<Map<string, Channel>> {
  const rows = await tx.sql<{ id: string; channel: Channel }>(BEST, [tx.practiceId, clientIds]);
  return new Map(rows.map(({ id, channel }) => [id, channel]));
}
