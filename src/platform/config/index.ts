export type { Config } from './config.js';
export { CONFIG, ConfigModule } from './config.module.js';
export { completeConfig, readConfig } from './config.js';
export { readGivenSettings, required, SETTINGS } from './settings.js';
export { ConfigError, StartError } from './start-error.js';
