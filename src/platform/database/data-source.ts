import { DataSource } from 'typeorm';

interface Connection {
  url: string;
  /** Connections kept at most. */
  poolSize: number;
  entities?: (new () => object)[];
  applicationName: string;
}

/** The pool of one process under one database role. Never synchronizes: the migrations alone make the schema. */
export function createDataSource({ url, poolSize, entities = [], applicationName }: Connection): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName,
    entities,
    synchronize: false,
    logging: false,
    extra: {
      max: poolSize,
      // Statements of one unit that do not wait for each other's answers travel together, in order.
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      // A process that hangs in the middle of a unit of work must not keep its locks.
      idle_in_transaction_session_timeout: 30_000,
      statement_timeout: 30_000,
      // Many short statements at once: starting workers or a compiler for one of them costs more than it brings.
      options: '-c max_parallel_workers_per_gather=0 -c jit=off -c plan_cache_mode=force_generic_plan',
    },
  });
}
