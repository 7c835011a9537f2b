import { completeConfig, readGivenSettings, StartError } from './platform/config/index.js';
import { migrate } from './platform/database/index.js';
import { runAsProgram } from './platform/process/index.js';
import { fillDemo, fillLarge, LARGE_OWNER, LARGE_SIZES } from './seed/index.js';
import { supply } from './supply.js';

const report = (line: string): void => console.log(`- ${line}`);

/** Fills the database: `--size demo` the practice of a first start, `--size xs` or `s` one for benches. */
runAsProgram(import.meta.url, async (program) => {
  const size = process.argv[process.argv.indexOf('--size') + 1];
  if (size !== 'demo' && size !== 'xs' && size !== 's') {
    throw new StartError('Say which size: npm run seed -- --size demo, --size xs or --size s.');
  }
  const given = readGivenSettings(process.env);
  const supplied = await supply(given, program, report);
  const config = completeConfig({ ...given, ...supplied });
  const { databaseOwnerUrl: ownerUrl, databaseUrl: appUrl, databaseWorkerUrl: workerUrl } = supplied;
  await migrate({ ownerUrl, appUrl, workerUrl });
  if (size === 'demo') {
    report(
      (await fillDemo(config, ownerUrl))
        ? 'The demo practice is there'
        : 'There is a practice already: nothing was added',
    );
  } else {
    report(`Adding a practice with ${LARGE_SIZES[size].clients} clients; it takes minutes`);
    await fillLarge(config, ownerUrl, size);
    report(`Its owner signs in as ${LARGE_OWNER}`);
  }
  program.finish();
});
