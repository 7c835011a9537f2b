// `npm test`, and with --deep what takes longer. Brings its own database; nothing needs to run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JEST, conclude, runPart } from './parts.mjs';
import { demandNode, ensureInstalled } from './ready.mjs';

/** Paths are patterns; TEST_DEEP=1 makes the tests themselves try more seeds and more kills. */
const USUAL = [
  { name: 'unit and property', paths: ['src/'] },
  { name: 'integration, contract, e2e, hostile', paths: ['test/(integration|contract|e2e|hostile)/'] },
  { name: 'faults', paths: ['test/faults/'] },
];
const DEEP = [
  { name: 'property, many seeds', paths: ['src/.*\\.property\\.spec'], env: { TEST_DEEP: '1' } },
  { name: 'faults, many kills', paths: ['test/(faults|deep)/'], env: { TEST_DEEP: '1' } },
  // On the other version than `npm test`, so that each of the two is tried without a third run.
  {
    name: 'integration on PostgreSQL 15, many seeds',
    paths: ['test/integration/'],
    env: { TEST_DEEP: '1', TEST_POSTGRES: '15' },
  },
];

demandNode();
ensureInstalled();
const reports = mkdtempSync(join(tmpdir(), 'unknot-reports-'));
const tally = { passed: 0, failed: 0 };
for (const { name, paths, env } of process.argv.includes('--deep') ? DEEP : USUAL) {
  const report = join(reports, 'report.json');
  rmSync(report, { force: true });
  const succeeded = await runPart(name, [...JEST, '--json', '--outputFile', report, ...paths], { env });
  const counted = count(report);
  tally.passed += counted.passed;
  // A run that broke down without a failed test has failed all the same.
  tally.failed += succeeded ? counted.failed : Math.max(1, counted.failed);
}
rmSync(reports, { recursive: true });
conclude(tally);

/** A file that could not be loaded counts as one failed test, and so does a skipped test: it shows nothing. */
function count(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + numPendingTests + numTodoTests + numRuntimeErrorTestSuites,
    };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { passed: 0, failed: 0 };
  }
}
