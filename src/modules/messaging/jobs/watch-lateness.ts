import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../../../platform/database/index.js';
import type { ScheduledJob } from '../../../platform/jobs/index.js';
import { LOGGER } from '../../../platform/telemetry/index.js';
import { LATE_AFTER_MS } from '../domain/index.js';

const LATE = `SELECT late::integer, oldest FROM gate.late_messages(clock_timestamp() + ($1::float8 - $2) * interval '1 millisecond')`;

/** Tells whoever runs the program, of all practices, that messages do not go out: a provider or a worker is away. */
@Injectable()
export class WatchLateness implements ScheduledJob {
  readonly name = 'messages.watch-lateness';
  readonly everyMs = 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async execute(): Promise<number> {
    const values = [this.clock.offset, LATE_AFTER_MS];
    const [{ late, oldest }] = await this.dataSource.query<[{ late: number; oldest: Date | null }]>(LATE, values);
    if (late > 0) this.logger.error({ late, oldest }, 'Messages are late: look at the provider and the workers.');
    return late;
  }
}
