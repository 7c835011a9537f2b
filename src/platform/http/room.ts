import { NoRoom } from './http-errors.js';

/** So many at once and no more, in this process: what keeps large answers and bodies within the memory there is. */
export class Room {
  private taken = 0;

  constructor(private readonly most: number) {}

  /** Throws `NoRoom` instead of letting anybody wait: who waits holds a connection. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.taken >= this.most) throw new NoRoom('There is too much to do just now. Try again in a few seconds.');
    this.taken += 1;
    try {
      return await work();
    } finally {
      this.taken -= 1;
    }
  }
}
