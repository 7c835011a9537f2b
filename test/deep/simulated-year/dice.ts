/** Chance that can be repeated: the same seed gives the same year. */
export class Dice {
  constructor(private state: number) {}

  /** From 0 up to, and not including, 1 (mulberry32). */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from one to another, both included. */
  from(least: number, most: number): number {
    return least + Math.floor(this.roll() * (most - least + 1));
  }

  one<T>(of: readonly T[]): T {
    return of[this.from(0, of.length - 1)]!;
  }

  /** Whether something happens that happens so often of a hundred. */
  percent(chance: number): boolean {
    return this.roll() * 100 < chance;
  }

  /** One of these, each as likely as its weight. */
  weighed<T extends string>(weights: Readonly<Record<T, number>>): T {
    const all = Object.entries(weights) as [T, number][];
    let left = this.roll() * all.reduce((sum, [, weight]) => sum + weight, 0);
    return (all.find(([, weight]) => (left -= weight) < 0) ?? all.at(-1)!)[0];
  }
}
