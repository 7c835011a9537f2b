// A worker in a process of its own, so that a test can kill it in the middle of a run:
// node jobs-worker.mjs PROGRAM SERVICES PATIENCE
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pino } from 'pino';

const [program, services, patience] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(join(program, 'src/platform/jobs', file)).href);
const { openQueueBackend } = await load('queue-backend.js');
const { JobRunner } = await load('job-runner.js');

const logger = pino({ level: 'silent' });
const endless = {
  name: 'test.sweep',
  everyMs: 3_600_000,
  execute: () => {
    console.log('started');
    return new Promise(() => {});
  },
};
await new JobRunner(openQueueBackend(JSON.parse(services), logger), [endless], logger, JSON.parse(patience)).start();
