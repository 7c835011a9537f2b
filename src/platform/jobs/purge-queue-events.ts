import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ScheduledJob } from './scheduled-job.js';

/** As many as BullMQ keeps on Redis. */
const KEPT = 10_000;

const DELETE = `
  WITH gone AS (DELETE FROM bullmq.event WHERE id <= (SELECT max(id) FROM bullmq.event) - ${KEPT} RETURNING 1)
  SELECT count(*)::integer AS gone FROM gone`;

/** Removes what the queue tells of its jobs and nobody reads: on PostgreSQL BullMQ keeps it for good. On Redis there is none. */
@Injectable()
export class PurgeQueueEvents implements ScheduledJob {
  readonly name = 'queue-events.purge';
  readonly everyMs = 60 * 60_000;

  constructor(private readonly dataSource: DataSource) {}

  async execute(): Promise<number> {
    const [{ gone }] = await this.dataSource.query<[{ gone: number }]>(DELETE);
    return gone;
  }
}
