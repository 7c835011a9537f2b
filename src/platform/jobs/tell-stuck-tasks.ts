import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '../telemetry/index.js';
import { countFactTasks } from './fact-tasks.js';
import type { ScheduledJob } from './scheduled-job.js';

/** Says again which subscribers have failed too often at something, for as long as they have: what an alarm goes by. */
@Injectable()
export class TellStuckTasks implements ScheduledJob {
  readonly name = 'facts.tell-stuck';
  readonly everyMs = 5 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async execute(): Promise<number> {
    const counts = await countFactTasks(this.dataSource);
    const stuck = counts.filter((count) => count.stuck > 0);
    for (const count of stuck) this.logger.error({ ...count }, 'Facts are stuck at a subscriber.');
    return stuck.reduce((sum, count) => sum + count.stuck, 0);
  }
}
