import type { Tx } from '../../../platform/database/index.js';
import type { MessageKind } from '../domain/index.js';

/** How many messages of a kind came to what, of those that were due from a moment on. */
export interface MessageFigures {
  readonly kind: MessageKind;
  /** Their time has come, and they are to go out yet. */
  readonly due: number;
  /** Of those the ones that should have gone out `LATE_AFTER_MS` ago or earlier. */
  readonly late: number;
  /** Taken by a provider, delivered or not. */
  readonly sent: number;
  readonly failed: number;
  readonly dropped: number;
}

/** What is put off by quiet hours or a provider is late once that time is over. */
const FIGURES = `SELECT kind,
    count(*) FILTER (WHERE state IN ('planned', 'sending') AND ready_at <= $3)::integer AS due,
    count(*) FILTER (WHERE state IN ('planned', 'sending') AND greatest(ready_at, created_at) <= $3::timestamptz - $4::interval)::integer AS late,
    count(*) FILTER (WHERE state IN ('sent', 'delivered'))::integer AS sent,
    count(*) FILTER (WHERE state = 'failed')::integer AS failed,
    count(*) FILTER (WHERE state = 'dropped')::integer AS dropped
  FROM messages WHERE practice_id = $1 AND state = ANY(ARRAY['planned', 'sending', 'sent', 'delivered', 'failed', 'dropped'])
    AND due_at >= $2 AND due_at <= $3 GROUP BY kind ORDER BY kind`;

export const messageFigures = (
  tx: Tx,
  { since, lateAfterMs }: { readonly since: Date; readonly lateAfterMs: number },
): Promise<MessageFigures[]> =>
  tx.sql<MessageFigures & Record<string, unknown>>(FIGURES, [tx.practiceId, since, tx.now, `${lateAfterMs} ms`]);
