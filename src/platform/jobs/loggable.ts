import { traceOf } from '../telemetry/index.js';

type Loggable = ReturnType<typeof traceOf> & {
  /** Of an error that stands for several. */
  readonly causes?: readonly Loggable[];
};

/** What the log may hold of an error: where it happened, and none of its words. */
export function loggable(error: unknown): Loggable {
  const trace = traceOf(error);
  return error instanceof AggregateError ? { ...trace, causes: error.errors.map(loggable) } : trace;
}
