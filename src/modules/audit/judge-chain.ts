import { sealOf } from './seal.js';
import type { Sealed } from './seal.js';

/** A seal as the database has it, with the entry that it is for. */
export interface Link {
  readonly sequence: number;
  readonly entryId: string;
  readonly mac: Buffer;
  readonly sealedAt: Date;
  /** All columns of the entry, as one text; null where there is no such entry any more. */
  readonly entry: string | null;
}

/** Where a chain was left at some time, as it was told outside the database. */
export interface Head {
  readonly practiceId: string;
  readonly sequence: number;
  readonly mac: Buffer;
}

/** Looks at the seals of one practice in their order, and names every place that is not as it was sealed. */
export class ChainJudge {
  readonly faults: string[] = [];
  private last = 0;
  private mac: Buffer | null = null;

  /** `head` is the furthest that is known from outside. */
  constructor(
    private readonly key: string,
    private readonly practiceId: string,
    private readonly head?: Head,
  ) {}

  /** How many entries have their seal. */
  get sealed(): number {
    return this.last;
  }

  take({ sequence, entryId, mac, entry, sealedAt }: Link): void {
    if (sequence !== this.last + 1) {
      this.faults.push(`${seals(this.last + 1, sequence - 1)} missing, so the next one cannot be judged.`);
    } else if (entry === null) {
      this.faults.push(`Entry ${entryId}, sealed as #${sequence}, was deleted.`);
    } else if (!this.macOf({ sequence, entry, sealedAt }).equals(mac)) {
      this.faults.push(`Entry ${entryId} does not fit seal #${sequence}: it was changed, or the seals were reordered.`);
    }
    if (sequence === this.head?.sequence && !mac.equals(this.head.mac)) {
      this.faults.push(`Seal #${sequence} is another one than was told outside the database.`);
    }
    [this.last, this.mac] = [sequence, mac];
  }

  private macOf(link: Pick<Sealed, 'sequence' | 'entry' | 'sealedAt'>): Buffer {
    return sealOf(this.key, { previous: this.mac, practiceId: this.practiceId, ...link });
  }

  end(): void {
    const { head } = this;
    if (head && head.sequence > this.last) this.faults.push(`${seals(this.last + 1, head.sequence)} missing.`);
  }
}

const seals = (from: number, to: number): string => (from === to ? `Seal #${from} is` : `Seals #${from} to #${to} are`);
