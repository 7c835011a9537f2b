import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { LIVE_CHANNEL } from '../live/index.js';
import { sleep } from '../process/index.js';
import { loggable } from './loggable.js';

const BATCH = 500;
const IDLE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Notifications go out with the commit of this one statement, and so do the marks: a relay that dies in between has done
 * neither. Rows in the hands of another relay are skipped. The keys are those of LiveFact, the values ids.
 */
const RELAY = `
  WITH due AS (
    SELECT practice_id, id FROM outbox WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED),
  relayed AS (
    UPDATE outbox o SET relayed_at = clock_timestamp() FROM due
    WHERE o.practice_id = due.practice_id AND o.id = due.id
    RETURNING o.id, o.practice_id, o.fact, o.payload),
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
  private readonly ending = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Logger,
    /** The facts that the live board shows, as patterns of LIKE. */
    private readonly liveFacts: readonly string[],
  ) {}

  start(): void {
    this.running = this.keepRelaying();
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** Relays what waits, up to a batch, and returns how many facts that were. */
  async relayBatch(): Promise<number> {
    const [row] = await this.dataSource.query<{ relayed: number }[]>(RELAY, [BATCH, this.liveFacts]);
    return row!.relayed;
  }

  private async keepRelaying(): Promise<void> {
    let wait = IDLE_MS;
    while (!this.ending.signal.aborted) {
      try {
        const relayed = await this.relayBatch();
        wait = relayed === BATCH ? 0 : IDLE_MS;
      } catch (error) {
        // The database is away or refuses; what waits is kept there, and nothing else can be done here.
        this.logger.error(loggable(error), 'The outbox could not be relayed.');
        wait = Math.min(Math.max(wait, IDLE_MS) * 2, LONGEST_PAUSE_MS);
      }
      await sleep(wait, this.ending.signal);
    }
  }
}
