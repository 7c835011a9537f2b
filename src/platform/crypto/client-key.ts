import { openBytes, sealBytes } from './sealing.js';

/** Where a ciphertext stands. It is bound to it, and to its practice and client, and so opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** The key of one client's record, for as long as a unit of work needs it. `open…` throw `DoesNotOpen`. */
export class ClientKey {
  constructor(
    private readonly practiceId: string,
    readonly clientId: string,
    private readonly key: Buffer,
  ) {}

  seal(place: Place, plain: string | Uint8Array): Buffer {
    return sealBytes(this.key, this.at(place), typeof plain === 'string' ? Buffer.from(plain) : plain);
  }

  open(place: Place, sealed: Buffer): string {
    return this.openBytes(place, sealed).toString();
  }

  openBytes(place: Place, sealed: Buffer): Buffer {
    return openBytes(this.key, this.at(place), sealed);
  }

  sealJson(place: Place, value: unknown): Buffer {
    return this.seal(place, JSON.stringify(value));
  }

  /** As what was sealed there: the shape is the caller's word, since nobody else can have written it. */
  openJson<T>(place: Place, sealed: Buffer): T {
    return JSON.parse(this.open(place, sealed)) as T;
  }

  /** PostgreSQL gives ids back in small letters; from outside they may come in capitals, and mean the same row. */
  private at({ table, column, rowId }: Place): string {
    return [this.practiceId, this.clientId, table, column, rowId.toLowerCase()].join('|');
  }
}
