export { keepSecrets, prepareDataFolder } from './data-folder.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
