import { createHmac } from 'node:crypto';

/** What a seal is made of. */
export interface Sealed {
  /** Of the seal before it in the practice's chain; null of the first one. */
  readonly previous: Buffer | null;
  readonly practiceId: string;
  /** 1 and up, without a gap. */
  readonly sequence: number;
  /** All columns of the entry, as one text. */
  readonly entry: string;
  /** When the seal was made. */
  readonly sealedAt: Date;
}

/**
 * The seal of an audit entry: HMAC-SHA-256 over the entry, its place in the practice's chain and the seal before it.
 * Without the key nobody can make one, so that a change, a deletion and another order all show.
 */
export function sealOf(key: string, { previous, practiceId, sequence, entry, sealedAt }: Sealed): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([previous?.toString('base64') ?? null, practiceId, sequence, entry, sealedAt.getTime()]))
    .digest();
}
