export { serveHealth } from './health.js';
export { LOGGER, TelemetryModule } from './telemetry.module.js';
export { traceOf } from './trace-of.js';
