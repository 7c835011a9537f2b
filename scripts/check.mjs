// `npm run check`: everything that needs no database, in seconds.
import { JEST, conclude, runPart } from './parts.mjs';
import { demandNode, ensureInstalled } from './ready.mjs';

const CACHE = 'node_modules/.cache';

/** The slowest first, so that two cores end at about the same time. */
const PARTS = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', `${CACHE}/tsc.json`]],
  [
    'types of the console',
    [
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      `${CACHE}/tsc-console.json`,
      '-p',
      'src/console',
    ],
  ],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--cache', '--cache-location', `${CACHE}/eslint`]],
  ['unit and property tests', [...JEST, '--selectProjects', 'unit', '--silent']],
  ['module boundaries', ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'migrations']],
  ['dead code', ['node_modules/knip/bin/knip.js']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.']],
];

demandNode();
ensureInstalled();
// Only now: it needs packages.
await (await import('./console-types.mjs')).makeConsoleTypes();
const waiting = [...PARTS];
const tally = { passed: 0, failed: 0 };
await Promise.all([work(), work()]);
conclude(tally);

async function work() {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const [name, args] = part;
    tally[(await runPart(name, args, { quiet: true })) ? 'passed' : 'failed'] += 1;
  }
}
