import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartError } from '../config/start-error.js';
import { hasCode } from './error-code.js';

/** How long one part may take to close before the rest is closed without it; Docker kills after 10 s. */
const CLOSE_DEADLINE_MS = 8_000;

export interface Program {
  /** Registers what must be closed when the program ends, whether by a signal or because the start failed. Last in, first out. */
  onEnd(part: string, close: () => Promise<void>): void;
  /** Ends the program for a reason that came up while it ran: closes everything and exits with 1. */
  fail(sentence: string): void;
  /** Ends a program that has done its work, with everything closed and exit code 0. */
  finish(): void;
  /** Aborted when the program begins to end, as by the first SIGINT or SIGTERM: a start that takes long asks between its steps. */
  readonly ending: AbortSignal;
}

/**
 * Runs `start` when the module is the program itself, and does nothing when another module imports it. This is the one
 * place that handles signals: everything is closed once, in order. What `start` leaves open keeps the program running.
 * A StartError prints its sentence, any other error its stack; the exit code is then 1.
 */
export function runAsProgram(moduleUrl: string, start: (program: Program) => Promise<void>): void {
  const script = process.argv[1];
  if (script === undefined || realpathSync(script) !== fileURLToPath(moduleUrl)) return;
  void run(start);
}

async function run(start: (program: Program) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const open: { part: string; close: () => Promise<void> }[] = [];
  const end = async (code: number): Promise<void> => {
    if (ending.signal.aborted) return;
    ending.abort();
    // However far the start came, and whatever broke it off, what it has opened gets closed.
    await Promise.allSettled([started]);
    for (const { part, close } of open.splice(0)) await closeInTime(part, close);
    process.exit(code);
  };
  let firstSignal = Infinity;
  const onSignal = () => {
    // A terminal signals the whole group and npm passes the signal on: twice at once is once. Later it is impatience.
    if (performance.now() - firstSignal > 1_000) process.exit(1);
    firstSignal = Math.min(firstSignal, performance.now());
    void end(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  const started = start({
    ending: ending.signal,
    onEnd: (part, close) => open.unshift({ part, close }),
    finish: () => void end(0),
    fail: (sentence) => {
      if (!ending.signal.aborted) console.error(sentence);
      void end(1);
    },
  });
  try {
    await started;
  } catch (error) {
    if (!ending.signal.aborted) console.error(sentenceFor(error) ?? error);
    await end(1);
  }
}

/** Undefined for an error that is not for whoever starts the program to mend. */
function sentenceFor(error: unknown): string | undefined {
  if (error instanceof StartError) return error.message;
  if (hasCode(error, 'EADDRINUSE')) {
    const { port } = error as { port?: number };
    return `Port ${port} is taken: end the program that listens there, or set PORT to another number.`;
  }
  return undefined;
}

async function closeInTime(part: string, close: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      console.error(`The ${part} did not close in ${CLOSE_DEADLINE_MS / 1000} s.`);
      resolve();
    }, CLOSE_DEADLINE_MS);
  });
  try {
    await Promise.race([close(), deadline]);
  } catch (error) {
    console.error(`The ${part} did not close:`, error);
  } finally {
    clearTimeout(timer);
  }
}
