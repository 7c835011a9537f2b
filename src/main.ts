import { createApi } from './create-api.js';
import { readConfig } from './platform/config/index.js';
import type { Config } from './platform/config/index.js';
import { openMetrics } from './open-metrics.js';
import { reachDatabase, reachRedis, runAsProgram } from './platform/process/index.js';
import { Metrics } from './platform/telemetry/index.js';

/** Serves the API until it is closed. `url` is where this process listens, which a proxy may publish elsewhere. */
export async function startApi(config: Config): Promise<{ url: string; metrics: Metrics; close(): Promise<void> }> {
  const app = await createApi(config);
  await app.listen(config.port, config.host);
  return { url: await app.getUrl(), metrics: app.get(Metrics), close: () => app.close() };
}

runAsProgram(import.meta.url, async (program) => {
  const config = readConfig(process.env);
  await reachDatabase('DATABASE_URL', config.databaseUrl);
  if (config.redisUrl !== undefined) await reachRedis('REDIS_URL', config.redisUrl);
  const api = await startApi(config);
  program.onEnd('API', () => api.close());
  await openMetrics(program, config, [api.metrics]);
  console.log(`Unknot serves ${api.url}`);
});
