import type { Tx } from '../../../platform/database/index.js';
import { isStopped } from '../../messaging/index.js';
import type { Channel } from '../domain/index.js';

/** How a person is told of their visits. */
export interface Ways {
  /** By e-mail too where nothing reaches them: the ledger then says why they were not told. */
  readonly best: Channel;
  /** What they agreed to, have an address for and have not stopped, the best first. */
  readonly reached: readonly Channel[];
}

/**
 * By e-mail where the client has agreed to it and has an address, else by SMS where that is so of it; what they have stopped comes after what
 * they have not. Of a minor the guardian may be the one. What counts is the record that stands for the person today.
 */
const WAYS = `SELECT f.id, CASE
    WHEN ${reached('email')} AND NOT ${isStopped('email', 'c')} THEN 'email'
    WHEN ${reached('sms')} AND NOT ${isStopped('sms', 'c')} THEN 'sms'
    WHEN NOT ${reached('email')} AND ${reached('sms')} THEN 'sms'
    ELSE 'email' END AS best,
    array_remove(ARRAY[CASE WHEN ${reached('email')} AND NOT ${isStopped('email', 'c')} THEN 'email' END,
      CASE WHEN ${reached('sms')} AND NOT ${isStopped('sms', 'c')} THEN 'sms' END], NULL) AS reached
  FROM jsonb_to_recordset($2) AS f(id uuid, records uuid[])
  JOIN clients c ON c.practice_id = $1 AND c.id = ANY(f.records) AND c.merged_into_id IS NULL`;

function reached(channel: Channel): string {
  const contact = channel === 'email' ? 'c.email, c.guardian_email' : 'c.phone, c.guardian_phone';
  return `coalesce(${contact}) IS NOT NULL AND EXISTS (SELECT FROM client_consents o
    WHERE o.practice_id = $1 AND o.client_id = c.id AND o.channel = '${channel}' AND o.purpose = 'service' AND o.granted)`;
}

/** How each of these people is told something, by the client whose records they are. */
export async function waysTo(tx: Tx, people: ReadonlyMap<string, readonly string[]>): Promise<Map<string, Ways>> {
  const wanted = [...people].map(([id, records]) => ({ id, records }));
  const rows = await tx.sql<Ways & { id: string }>(WAYS, [tx.practiceId, JSON.stringify(wanted)]);
  return new Map(rows.map(({ id, best, reached }) => [id, { best, reached }]));
}
