import { databaseError } from '../database/index.js';

/** What the log may hold of an error that nobody foresaw. */
interface Trace {
  readonly name: string;
  /** The lines of the stack that say where. */
  readonly trace: readonly string[];
  readonly database: { readonly code?: string; readonly constraint?: string };
}

/**
 * Where an error happened, and never its message, which may repeat what somebody wrote, nor the parameters of a statement.
 */
export function traceOf(error: unknown): Trace {
  const { code, constraint } = databaseError(error) ?? {};
  const { name, stack = '', message } = error instanceof Error ? error : { name: 'unknown', message: '' };
  // The stack begins with the message, of which a line may look like one of its own.
  const lines = stack.replace(message, () => '').split('\n');
  const trace = lines.filter((line) => /^\s+at /.test(line));
  return { name, trace: trace.map((line) => line.trim()), database: { code, constraint } };
}
