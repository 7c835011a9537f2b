import type { Config } from './platform/config/index.js';
import type { Program } from './platform/process/index.js';
import { serveMetrics } from './platform/telemetry/index.js';
import type { Metrics } from './platform/telemetry/index.js';

/** One listener for a process, whichever applications run in it; none without METRICS_PORT. */
export async function openMetrics(
  program: Program,
  { metrics }: Config,
  applications: readonly Metrics[],
): Promise<void> {
  if (!metrics) return;
  const served = await serveMetrics(metrics, applications);
  program.onEnd('metrics', () => served.close());
  console.log(`Figures are at ${served.url}`);
}
