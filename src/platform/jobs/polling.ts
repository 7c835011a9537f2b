import { sleep } from '../process/index.js';

const IDLE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Does something again and again: at once where there is more, soon where there is not, and later and later where it fails. */
export class Polling {
  private readonly ending = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    /** Says whether there is more to do at once. */
    private readonly step: () => Promise<boolean>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.keepOn();
  }

  /** Waits for the step that is under way. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async keepOn(): Promise<void> {
    const { signal } = this.ending;
    let wait = IDLE_MS;
    while (!signal.aborted) {
      try {
        wait = (await this.step()) ? 0 : IDLE_MS;
      } catch (error) {
        // Something is away or refuses; what waits is kept in the database, and nothing else can be done here.
        this.onFailure(error);
        wait = Math.min(Math.max(wait, IDLE_MS) * 2, LONGEST_PAUSE_MS);
      }
      await sleep(wait, signal);
    }
  }
}
