import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../database/index.js';
import { deleteInBatches } from './delete-in-batches.js';
import type { ScheduledJob } from './scheduled-job.js';

const DELETE = `
  WITH old AS (
    SELECT practice_id, actor_id, key FROM idempotency_keys
    WHERE created_at < now() + $2::float8 * interval '1 millisecond' - interval '24 hours'
    ORDER BY created_at LIMIT $1),
  gone AS (DELETE FROM idempotency_keys t USING old WHERE t.practice_id = old.practice_id AND t.actor_id = old.actor_id AND t.key = old.key RETURNING 1)
  SELECT (SELECT count(*) FROM old)::integer AS old, (SELECT count(*) FROM gone)::integer AS gone`;

/** Removes idempotency keys that were claimed more than 24 hours ago: a request that comes so late is a new one. */
@Injectable()
export class PurgeIdempotencyKeys implements ScheduledJob {
  readonly name = 'idempotency-keys.purge';
  readonly everyMs = 60 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
  ) {}

  execute(): Promise<number> {
    return deleteInBatches(this.dataSource, DELETE, this.clock.offset);
  }
}
