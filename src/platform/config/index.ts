export type { Config, SmsAccount } from './config.js';
export { CONFIG, ConfigModule } from './config.module.js';
export { completeConfig, readConfig } from './config.js';
export { DEFAULT_DATA_DIR, readGivenSettings, required } from './settings.js';
export type { SmtpServer } from './parse-setting.js';
export { StartError } from './start-error.js';
