import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { BrokenOff, TooLarge } from './http-errors.js';

interface Limits {
  readonly mostBytes: number;
  /** Milliseconds from now in which the whole body must have come. */
  readonly within: number;
}

/**
 * Takes in a body of known or unknown length (Content-Length) whole, in no more memory than the limit. What exceeds it is
 * not kept, and is read no longer than the time allows, so that the client gets its answer. Throws `TooLarge` and `BrokenOff`.
 */
export async function receiveBody(body: Readable, length: number | undefined, limits: Limits): Promise<Buffer> {
  const { mostBytes, within } = limits;
  addAbortSignal(AbortSignal.timeout(within), body);
  body.on('error', () => undefined); // it may still break off when nobody listens any more
  if (length !== undefined && length > mostBytes) throw new TooLarge(mostBytes);
  const buffer = Buffer.allocUnsafeSlow(length ?? mostBytes);
  let size = 0;
  for await (const chunk of chunksOf(body)) {
    if (size + chunk.length > buffer.length) throw new TooLarge(mostBytes);
    size += chunk.copy(buffer, size);
  }
  if (length !== undefined && size < length) throw new BrokenOff();
  return buffer.subarray(0, size);
}

async function* chunksOf(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch (error) {
    // The stream fails in one way only: the connection, or our patience, has ended.
    if (body.errored === error) throw new BrokenOff(undefined, { cause: error });
    throw error;
  }
}
