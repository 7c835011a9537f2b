import type { FactSubscriber } from './fact-subscriber.js';
import { Subscriptions } from './subscriptions.js';

const EMITTED = ['appointment.booked', 'appointment.moved', 'client.merged'];

const subscriber = (name: string, ...facts: string[]): FactSubscriber => ({
  name,
  facts,
  handle: () => Promise.resolve(),
});

describe('subscriptions', () => {
  it('pair each fact with each subscriber that asks for it', () => {
    const subscriptions = new Subscriptions(
      [
        subscriber('reminders.plan-messages', 'appointment.booked', 'appointment.moved'),
        subscriber('recall.forget-due', 'appointment.booked'),
      ],
      EMITTED,
    );
    expect(subscriptions.columns).toEqual([
      ['appointment.booked', 'appointment.moved', 'appointment.booked'],
      ['reminders.plan-messages', 'reminders.plan-messages', 'recall.forget-due'],
    ]);
  });

  it('find a subscriber by its name, and say so where this version of the program has none of it', () => {
    const one = subscriber('recall.forget-due', 'client.merged');
    const subscriptions = new Subscriptions([one], EMITTED);
    expect(subscriptions.named('recall.forget-due')).toBe(one);
    expect(() => subscriptions.named('recall.remember')).toThrow('No subscriber is called "recall.remember".');
  });

  it.each([
    [
      'a fact that no module emits',
      [subscriber('recall.forget-due', 'appointment.boked')],
      'The subscriber "recall.forget-due" asks for "appointment.boked", which no module emits.',
    ],
    ['no fact', [subscriber('recall.forget-due')], 'The subscriber "recall.forget-due" asks for no fact.'],
    [
      'the name of another subscriber',
      [subscriber('recall.forget-due', 'client.merged'), subscriber('recall.forget-due', 'appointment.moved')],
      'Two subscribers are called "recall.forget-due": each name has one handler.',
    ],
    ['no proper name', [subscriber('Recall', 'client.merged')], 'A subscriber cannot be called "Recall".'],
  ])('do not come to be with %s', (_, all, sentence) => {
    expect(() => new Subscriptions(all, EMITTED)).toThrow(sentence);
  });
});
