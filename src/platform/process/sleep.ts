import { setTimeout } from 'node:timers/promises';

/** Waits for so many milliseconds, or less where the signal is given: then it returns at once. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
