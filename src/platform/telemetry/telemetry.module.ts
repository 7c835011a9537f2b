import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { pino } from 'pino';
import type { Config } from '../config/index.js';

/** The token under which the process's pino logger is injected. */
export const LOGGER = Symbol('logger');

@Module({})
export class TelemetryModule {
  static for({ logLevel }: Pick<Config, 'logLevel'>): DynamicModule {
    const logger = { provide: LOGGER, useValue: pino({ level: logLevel }) };
    return { module: TelemetryModule, global: true, providers: [logger], exports: [LOGGER] };
  }
}
