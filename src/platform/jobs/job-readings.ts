import type { DataSource } from 'typeorm';
import type { Metrics } from '../telemetry/index.js';
import { countFactTasks } from './fact-tasks.js';
import type { WorkedQueue } from './worked-queue.js';

const UNRELAYED = 'SELECT count(*)::integer AS waiting FROM outbox WHERE relayed_at IS NULL';

/** Says to a monitor what waits in the outbox, at the subscribers and in the queues. */
export class JobReadings {
  constructor(metrics: Metrics, dataSource: DataSource, queues: () => readonly WorkedQueue[]) {
    readFacts(metrics, dataSource);
    readQueues(metrics, queues);
  }
}

function readFacts(metrics: Metrics, dataSource: DataSource): void {
  const labels = ['subscriber'] as const;
  const unrelayed = metrics.gauge({ name: 'facts_unrelayed', help: 'Facts that wait in the outbox.', labels: [] });
  const waiting = metrics.gauge({ name: 'facts_waiting', help: 'Facts that a subscriber has yet to handle.', labels });
  const stuck = metrics.gauge({ name: 'facts_stuck', help: 'Of those, the ones that it failed at often.', labels });
  const gauges = [unrelayed, waiting, stuck];
  metrics.reading('facts', gauges, async () => {
    const [counts, [outbox]] = await Promise.all([
      countFactTasks(dataSource),
      dataSource.query<[{ waiting: number }]>(UNRELAYED),
    ]);
    for (const each of gauges) each.reset();
    unrelayed.set(outbox.waiting);
    for (const { subscriber, ...count } of counts) {
      waiting.set({ subscriber }, count.waiting);
      stuck.set({ subscriber }, count.stuck);
    }
  });
}

function readQueues(metrics: Metrics, queues: () => readonly WorkedQueue[]): void {
  const jobs = metrics.gauge({ name: 'queue_jobs', help: 'Jobs in a queue, by state.', labels: ['queue', 'state'] });
  metrics.reading('queues', [jobs], async () => {
    for (const queue of queues()) {
      for (const [state, count] of Object.entries(await queue.counts())) jobs.set({ queue: queue.name, state }, count);
    }
  });
}
