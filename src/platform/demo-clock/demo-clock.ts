import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { DatabaseClock } from '../database/index.js';
import { LOGGER, traceOf } from '../telemetry/index.js';

const LOOK_EVERY_MS = 500;
const READ = 'SELECT gate.demo_clock_ahead() AS ahead';
const FORWARD = 'SELECT gate.forward_demo_clock($1) AS ahead';

/**
 * The time of a development start, which somebody may put forward to see what happens in two days. Kept in the database, so that the API and
 * the worker live in one time, whatever their number. It never goes back: what has happened has happened.
 */
@Injectable()
export class DemoClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.set(READ, []);
    this.looking = setInterval(() => void this.set(READ, []).catch(this.report), LOOK_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.looking);
  }

  /** Returns how many milliseconds it is ahead from now on. */
  forward(ms: number): Promise<number> {
    return this.set(FORWARD, [ms]);
  }

  private async set(statement: string, values: readonly number[]): Promise<number> {
    const [row] = await this.dataSource.query<{ ahead: number }[]>(statement, [...values]);
    return (this.clock.offset = row!.ahead);
  }

  private readonly report = (error: unknown): void => {
    this.logger.error(traceOf(error), 'The demo clock could not be read.');
  };
}
