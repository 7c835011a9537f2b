/** Something changed, or the subscriber must read everything again since it may have missed something. */
export type LiveEvent =
  { readonly kind: 'changed'; readonly appointmentId: string | null } | { readonly kind: 'resync' };

type Result = IteratorResult<LiveEvent, undefined>;

const RESYNC: LiveEvent = { kind: 'resync' };
const DONE: Result = { done: true, value: undefined };
/** Where a client is this far behind, reading again is cheaper for it than hearing of every change. */
const MOST_WAITING = 100;

/**
 * The events of one subscriber, who takes them one by one. A slow one costs bounded memory: what waits is then replaced
 * by one `resync`. Not an async generator, since the `return` of one would wait for an event that may never come.
 */
export class LiveSubscription implements AsyncIterableIterator<LiveEvent, undefined> {
  private waiting: LiveEvent[] = [];
  private wanting: ((result: Result) => void) | undefined;
  private ended = false;

  constructor(private readonly onEnd: (subscription: LiveSubscription) => void) {}

  push(event: LiveEvent): void {
    if (this.ended) return;
    if (this.wanting) {
      this.wanting({ done: false, value: event });
      this.wanting = undefined;
      return;
    }
    // A subscriber who is about to read again will see this change too.
    if (this.waiting[0]?.kind === 'resync') return;
    const instead = event.kind === 'resync' || this.waiting.length === MOST_WAITING;
    if (instead) this.waiting = [RESYNC];
    else this.waiting.push(event);
  }

  /** Asked for one at a time, as graphql-ws does. */
  next(): Promise<Result> {
    const [value, ...rest] = this.waiting;
    this.waiting = rest;
    if (value) return Promise.resolve({ done: false, value });
    if (this.ended) return Promise.resolve(DONE);
    return new Promise((resolve) => (this.wanting = resolve));
  }

  /** Ends it, whoever asks: the client, its socket, or the process. What waits is dropped. */
  return(): Promise<Result> {
    if (!this.ended) {
      this.ended = true;
      this.waiting = [];
      this.wanting?.(DONE);
      this.onEnd(this);
    }
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
