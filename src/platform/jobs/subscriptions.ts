import { byName } from './by-name.js';
import type { FactSubscriber } from './fact-subscriber.js';

const NAME = /^[a-z-]+\.[a-z-]+$/;

/** Who must hear of which fact. */
export class Subscriptions {
  private readonly subscribers: ReadonlyMap<string, FactSubscriber>;

  /**
   * Throws unless each name has exactly one subscriber, and each subscriber hears of something that some module emits; `emitted` are
   * all of these facts.
   */
  constructor(all: readonly FactSubscriber[], emitted: readonly string[]) {
    this.subscribers = byName('subscriber', NAME, all);
    for (const { name, facts } of all) {
      if (facts.length === 0) throw new Error(`The subscriber "${name}" asks for no fact.`);
      const unknown = facts.find((fact) => !emitted.includes(fact));
      if (unknown) throw new Error(`The subscriber "${name}" asks for "${unknown}", which no module emits.`);
    }
  }

  /** Each fact with each of its subscribers, as two columns. */
  get columns(): readonly [facts: string[], subscribers: string[]] {
    const pairs = [...this.subscribers.values()].flatMap(({ name, facts }) => facts.map((fact) => ({ fact, name })));
    return [pairs.map(({ fact }) => fact), pairs.map(({ name }) => name)];
  }

  /** Throws where this version of the program has none of the name: another one may. */
  named(name: string): FactSubscriber {
    const subscriber = this.subscribers.get(name);
    if (!subscriber) throw new NoSubscriber(`No subscriber is called "${name}".`);
    return subscriber;
  }
}

class NoSubscriber extends Error {
  override readonly name = 'NoSubscriber';
}
