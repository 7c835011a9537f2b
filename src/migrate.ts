import { readGivenSettings, required } from './platform/config/index.js';
import { migrate } from './platform/database/index.js';
import { reachDatabase, runAsProgram } from './platform/process/index.js';

/** Brings a database to the newest schema and ends: the step before api and worker when they are deployed. */
runAsProgram(import.meta.url, async () => {
  const given = readGivenSettings(process.env);
  const ownerUrl = required(given.databaseOwnerUrl, 'databaseOwnerUrl');
  const appUrl = required(given.databaseUrl, 'databaseUrl');
  const workerUrl = required(given.databaseWorkerUrl, 'databaseWorkerUrl');
  await reachDatabase('DATABASE_OWNER_URL', ownerUrl);
  await migrate({ ownerUrl, appUrl, workerUrl });
  console.log('The database has the newest schema.');
});
