interface Loggable {
  readonly name: string;
  readonly stack: string | undefined;
  /** Of an error that stands for several. */
  readonly causes?: readonly Loggable[];
}

/** What the log may hold of an error: not the statement parameters that TypeORM hangs on it, which are personal data. */
export function loggable(error: unknown): Loggable {
  if (!(error instanceof Error)) return { name: typeof error, stack: undefined };
  const { name, stack } = error;
  return error instanceof AggregateError ? { name, stack, causes: error.errors.map(loggable) } : { name, stack };
}
