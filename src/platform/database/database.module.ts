import { Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Acts } from './acts.js';
import { createDataSource } from './data-source.js';
import { DatabaseClock } from './database-clock.js';
import { refuseMightyRole } from './refuse-mighty-role.js';
import { UnitOfWork } from './unit-of-work.js';

interface Options {
  url: string;
  poolSize: number;
  applicationName: string;
  /** The entities of every module. */
  entities: (new () => object)[];
}

/** Offers the unit of work to every module. Refuses to come up on a role that row-level security does not bind. */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly source: DataSource) {}

  static for(options: Options): DynamicModule {
    const source = {
      provide: DataSource,
      useFactory: async (): Promise<DataSource> => {
        const opened = await createDataSource(options).initialize();
        await refuseMightyRole(opened);
        return opened;
      },
    };
    const exports = [Acts, DataSource, DatabaseClock, UnitOfWork];
    return { module: DatabaseModule, global: true, providers: [Acts, source, DatabaseClock, UnitOfWork], exports };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }
}
