import type { Tx } from '../../../platform/database/index.js';
import { MESSAGE_STATES, NEXT_STATES, OPEN_STATES } from '../domain/index.js';

const REPORT = `WITH told AS (
    UPDATE messages SET state = $3, reason = $4 WHERE practice_id = $1 AND id = $2 AND state = ANY($5) RETURNING id, attempts)
  INSERT INTO message_events (practice_id, message_id, at, state, attempt, reason) SELECT $1, id, $6, $3, attempts, $4 FROM told`;

/** Writes down what a provider tells of a message that it has taken. What comes late, or twice, changes nothing of an end that stands. */
export function writeReport(tx: Tx, id: string, state: 'delivered' | 'failed'): void {
  const from = MESSAGE_STATES.filter((each) => !OPEN_STATES.includes(each) && NEXT_STATES[each].includes(state));
  tx.write(REPORT, [tx.practiceId, id, state, state === 'failed' ? 'undelivered' : null, from, tx.now]);
}
