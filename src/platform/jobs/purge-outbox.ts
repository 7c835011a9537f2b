import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../database/index.js';
import { deleteInBatches } from './delete-in-batches.js';
import type { ScheduledJob } from './scheduled-job.js';

const DELETE = `
  WITH old AS (
    SELECT practice_id, id FROM outbox
    WHERE relayed_at < now() + $2::float8 * interval '1 millisecond' - interval '7 days'
    ORDER BY relayed_at LIMIT $1),
  gone AS (DELETE FROM outbox t USING old WHERE t.practice_id = old.practice_id AND t.id = old.id RETURNING 1)
  SELECT (SELECT count(*) FROM old)::integer AS old, (SELECT count(*) FROM gone)::integer AS gone`;

/** Removes facts that were relayed more than 7 days ago. What waits to be relayed stays, however old. */
@Injectable()
export class PurgeOutbox implements ScheduledJob {
  readonly name = 'outbox.purge';
  readonly everyMs = 60 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
  ) {}

  execute(): Promise<number> {
    return deleteInBatches(this.dataSource, DELETE, this.clock.offset);
  }
}
