import { pino } from 'pino';
import type { QueueBackend } from './queue-backend.js';
import type { QueuedWork } from './queued-work.js';
import { Queues } from './queues.js';

const untouched = (): never => {
  throw new Error('nobody should get so far');
};
const BACKEND: QueueBackend = { queue: untouched, worker: untouched, close: untouched };

const work = (name: string): QueuedWork => ({
  name,
  concurrency: 1,
  take: () => Promise.resolve([]),
  run: () => Promise.resolve(),
});

describe('queues', () => {
  it.each([
    ['one name', ['facts', 'messages-sms', 'facts'], 'Two queues are called "facts": each name has one handler.'],
    ['the name of the sweeps', ['sweeps'], 'A queue cannot be called "sweeps".'],
    ['a name that the database does not know', ['messages-fax'], 'A queue cannot be called "messages-fax".'],
  ])('of %s do not come to be', (_, names, sentence) => {
    expect(() => new Queues(BACKEND, names.map(work), pino({ level: 'silent' }))).toThrow(sentence);
  });
});
