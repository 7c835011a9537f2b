import { MINUTE } from './history.js';

/** Something that somebody will do. */
interface Entry {
  readonly at: number;
  readonly act: () => Promise<unknown>;
}

/** What is to happen, by time. */
export class Diary {
  private readonly entries: Entry[] = [];

  plan(at: number, act: Entry['act']): void {
    this.entries.push({ at: Math.floor(at / MINUTE) * MINUTE, act });
  }

  /** Takes out what comes first; undefined: nothing more does. */
  next(): Entry | undefined {
    const first = this.entries.reduce((best, { at }, n) => (best < 0 || at < this.entries[best]!.at ? n : best), -1);
    return first < 0 ? undefined : this.entries.splice(first, 1)[0];
  }
}
