import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { pino } from 'pino';
import type { Config } from '../config/index.js';
import { LOGGER } from './logger.js';
import { Metrics } from './metrics.js';

@Module({})
export class TelemetryModule {
  static for({ logLevel }: Pick<Config, 'logLevel'>): DynamicModule {
    const logger = { provide: LOGGER, useValue: pino({ level: logLevel }) };
    return { module: TelemetryModule, global: true, providers: [logger, Metrics], exports: [LOGGER, Metrics] };
  }
}
