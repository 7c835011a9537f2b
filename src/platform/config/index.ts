export type { Config } from './config.js';
export { CONFIG, ConfigModule } from './config.module.js';
export { completeConfig, readConfig } from './config.js';
export { DEFAULT_DATA_DIR, readGivenSettings, required } from './settings.js';
export { StartError } from './start-error.js';
