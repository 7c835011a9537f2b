export { serveHealth } from './health.js';
export { LOGGER } from './logger.js';
export { Metrics } from './metrics.js';
export { serveMetrics } from './serve-metrics.js';
export { TelemetryModule } from './telemetry.module.js';
export { timeRequests } from './time-requests.js';
export { traceOf } from './trace-of.js';
