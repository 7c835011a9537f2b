import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { DemoClockController } from './demo-clock-controller.js';
import { DemoClock } from './demo-clock.js';

/** Lets somebody put the time of a development start forward. Elsewhere it is nothing: time is the database's. */
@Module({})
export class DemoClockModule {
  static forApi(config: Config): DynamicModule {
    return { ...DemoClockModule.forWorker(config), ...(isOn(config) && { controllers: [DemoClockController] }) };
  }

  static forWorker(config: Config): DynamicModule {
    return { module: DemoClockModule, providers: isOn(config) ? [DemoClock] : [] };
  }
}

const isOn = ({ environment }: Config): boolean => environment === 'development';
