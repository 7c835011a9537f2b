export { keepSecrets, prepareDataFolder } from './data-folder.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
