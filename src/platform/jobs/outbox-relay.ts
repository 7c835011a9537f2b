import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { LIVE_CHANNEL } from '../live/index.js';
import { loggable } from './loggable.js';
import { Polling } from './polling.js';
import type { Subscriptions } from './subscriptions.js';

const BATCH = 500;

/**
 * Notifications go out with the commit of this one statement, and so do the marks and the tasks of subscribers: a relay that dies in
 * between has done none of it. Rows in the hands of another relay are skipped. The keys are those of LiveFact, the values ids.
 */
const RELAY = `
  WITH due AS (
    SELECT practice_id, id FROM outbox WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED),
  relayed AS (
    UPDATE outbox o SET relayed_at = clock_timestamp() FROM due
    WHERE o.practice_id = due.practice_id AND o.id = due.id
    RETURNING o.id, o.practice_id, o.fact, o.payload, o.created_at),
  tasks AS (
    INSERT INTO fact_tasks (practice_id, id, fact_id, subscriber, fact, payload, emitted_at, next_at)
    SELECT r.practice_id, gen_random_uuid(), r.id, s.name, r.fact, r.payload, r.created_at, r.created_at
    FROM relayed r JOIN unnest($3::text[], $4::text[]) AS s(fact, name) ON s.fact = r.fact
    ON CONFLICT DO NOTHING),
  announced AS (
    SELECT pg_notify('${LIVE_CHANNEL}', json_build_object('practiceId', practice_id, 'clinicId', payload->>'clinicId',
      'appointmentId', payload->>'appointmentId', 'fact', fact)::text)
    FROM relayed WHERE fact LIKE ANY ($2))
  SELECT (SELECT count(*) FROM relayed)::integer AS relayed, (SELECT count(*) FROM announced)::integer AS announced`;

/**
 * Carries committed facts from the outbox to whoever must hear of them. Any number of relays run beside each other, and
 * each fact is relayed once.
 */
export class OutboxRelay {
  private readonly polling: Polling;

  constructor(
    private readonly dataSource: DataSource,
    logger: Logger,
    /** The facts that the live board shows, as patterns of LIKE. */
    private readonly liveFacts: readonly string[],
    private readonly subscriptions: Subscriptions,
  ) {
    this.polling = new Polling(
      async () => (await this.relayBatch()) === BATCH,
      (error) => logger.error(loggable(error), 'The outbox could not be relayed.'),
    );
  }

  start(): void {
    this.polling.start();
  }

  close(): Promise<void> {
    return this.polling.close();
  }

  /** Relays what waits, up to a batch, and returns how many facts that were. */
  async relayBatch(): Promise<number> {
    const values = [BATCH, this.liveFacts, ...this.subscriptions.columns];
    const [row] = await this.dataSource.query<{ relayed: number }[]>(RELAY, values);
    return row!.relayed;
  }
}
