import { Client } from 'pg';
import type { Logger } from 'pino';
import { sleep } from '../process/index.js';
import { LIVE_CHANNEL } from './live-channel.js';

const HEARTBEAT_MS = 15_000;
const ANSWER_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

interface Ears {
  onNotification(payload: string): void;
  /** Notifications that were sent while nobody listened are lost; from now on they arrive again. */
  onReconnected(): void;
}

interface Connection {
  readonly client: Client;
  /** Settles when the connection is of no use any more, with the reason. */
  readonly lost: Promise<string>;
}

/**
 * One connection that listens to `LIVE_CHANNEL`, replaced when it breaks. It cannot run through a pooler in transaction
 * mode. A heartbeat finds out about a connection that is dead without knowing it.
 */
export class FactListener {
  private readonly ending = new AbortController();
  private connection: Connection | undefined;
  private keeping: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly logger: Logger,
    private readonly ears: Ears,
  ) {}

  /** Throws where the first connection fails, as the pool of the same boot does. */
  async start(): Promise<void> {
    this.connection = await this.connect();
    this.keeping = this.keep();
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.connection?.client.end();
    await this.keeping;
  }

  private async keep(): Promise<void> {
    while (!this.ending.signal.aborted) {
      const reason = await this.connection!.lost;
      if (this.ending.signal.aborted) return;
      this.logger.warn({ reason }, 'The live board lost its connection to PostgreSQL.');
      await this.reconnect();
    }
  }

  private async reconnect(): Promise<void> {
    for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
      // In part by chance, so that many processes do not come back to a restarted server at once.
      await sleep(longest * (0.5 + Math.random() / 2), this.ending.signal);
      if (this.ending.signal.aborted) return;
      try {
        this.connection = await this.connect();
        if (this.ending.signal.aborted) await this.connection.client.end();
        else this.ears.onReconnected();
        return;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        this.logger.warn({ reason: error.message }, 'The live board cannot reach PostgreSQL.');
      }
    }
  }

  private async connect(): Promise<Connection> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'unknot-live',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    const lost = whenLost(client);
    client.on('notification', ({ payload }) => this.ears.onNotification(payload ?? ''));
    await client.connect();
    await client.query(`LISTEN ${LIVE_CHANNEL}`);
    return { client, lost };
  }
}

/** Settles once the server has gone, or leaves a heartbeat unanswered. */
function whenLost(client: Client): Promise<string> {
  return new Promise((resolve) => {
    let heartbeat: NodeJS.Timeout;
    const lose = ({ message }: Error): void => {
      clearInterval(heartbeat);
      client.connection.stream.destroy();
      resolve(message);
    };
    client.on('connect', () => {
      heartbeat = setInterval(() => void client.query('SELECT 1').catch(lose), HEARTBEAT_MS);
    });
    client.on('error', lose);
    client.on('end', () => lose(new Error('the connection has ended')));
  });
}
