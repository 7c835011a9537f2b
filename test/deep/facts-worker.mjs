// A worker for facts in a process of its own, so that a test can kill or freeze it: node facts-worker.mjs PROGRAM SETTINGS
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';

const [program, settings] = process.argv.slice(2);
const { services, fact, subscriber, silence, requeueAfter, retryAfter, takes } = JSON.parse(settings);
const load = (file) => import(pathToFileURL(join(program, 'src/platform', file)).href);
const { createDataSource, DatabaseClock, UnitOfWork } = await load('database/index.js');
const { FactTasks } = await load('jobs/fact-tasks.js');
const { OutboxRelay } = await load('jobs/outbox-relay.js');
const { openQueueBackend } = await load('jobs/queue-backend.js');
const { QueuePump } = await load('jobs/queue-pump.js');
const { Subscriptions } = await load('jobs/subscriptions.js');

const say = (word) => process.stdout.write(`${word}\n`);
// The names of errors, one a line.
const logger = pino({ level: 'error' }, { write: (line) => say(JSON.parse(line).name) });
const note = {
  name: subscriber,
  facts: [fact],
  async handle(tx, { id }) {
    tx.write('INSERT INTO heard (practice_id, fact_id) VALUES ($1, $2)', [tx.practiceId, id]);
    say('begun');
    await pause(takes);
  },
};
const source = await createDataSource({
  url: services.databaseUrl,
  poolSize: 8,
  applicationName: 'facts-worker',
}).initialize();
const clock = new DatabaseClock();
const subscriptions = new Subscriptions([note], [fact]);
const patience = { retryAfter, longestPause: 1_000, requeueAfter };
const tasks = new FactTasks({ source, clock }, new UnitOfWork(source, clock), subscriptions, logger, patience);
const backend = openQueueBackend(services, logger);
const relay = new OutboxRelay(source, logger, [], subscriptions);
const pump = new QueuePump(backend, tasks, logger, { retryAfter, silence });
relay.start();
await pump.start();
say('ready');

process.once('SIGTERM', async () => {
  await Promise.all([relay.close(), pump.close()]);
  await backend.close();
  await source.destroy();
  say('closed');
});
