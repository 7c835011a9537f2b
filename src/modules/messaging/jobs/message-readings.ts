import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../../../platform/database/index.js';
import { Metrics } from '../../../platform/telemetry/index.js';
import { LATE_AFTER_MS, LONGEST_PUT_OFF_MS } from '../domain/index.js';

const OPEN = `SELECT o.kind, o.channel, o.due, o.late, o.retried, extract(epoch FROM t.at - o.oldest)::float8 AS oldest
  FROM (SELECT clock_timestamp() + $1::float8 * interval '1 millisecond' AS at) AS t,
    gate.open_messages(t.at, t.at - $2::float8 * interval '1 millisecond', t.at + $3::float8 * interval '1 millisecond') AS o`;

interface Open {
  readonly kind: string;
  readonly channel: string;
  readonly due: number;
  readonly late: number;
  readonly retried: number;
  /** Seconds; null where none is due. */
  readonly oldest: number | null;
}

/** Says to a monitor what is to go out yet, of all practices together. */
@Injectable()
export class MessageReadings {
  constructor(
    metrics: Metrics,
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
  ) {
    const gauge = (name: string, help: string) => metrics.gauge({ name, help, labels: ['kind', 'channel'] });
    const due = gauge('messages_due', 'Messages whose time has come and that nobody has in hand.');
    const late = gauge('messages_late', 'Of those, the ones that should have gone out five minutes ago or earlier.');
    const retried = gauge('messages_retried', 'Messages that a provider did not take and that are tried again later.');
    const oldest = gauge('messages_oldest_due_seconds', 'How long the oldest of those that are due has waited.');
    const gauges = [due, late, retried, oldest];
    metrics.reading('messages', gauges, async () => {
      const open = await this.read();
      for (const each of gauges) each.reset();
      for (const { kind, channel, ...figures } of open) {
        due.set({ kind, channel }, figures.due);
        late.set({ kind, channel }, figures.late);
        retried.set({ kind, channel }, figures.retried);
        oldest.set({ kind, channel }, figures.oldest ?? 0);
      }
    });
  }

  private read(): Promise<Open[]> {
    return this.dataSource.query<Open[]>(OPEN, [this.clock.offset, LATE_AFTER_MS, LONGEST_PUT_OFF_MS]);
  }
}
