export { LOGGER, TelemetryModule } from './telemetry.module.js';
