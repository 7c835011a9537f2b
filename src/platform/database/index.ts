export { createDataSource } from './data-source.js';
export { DatabaseClock } from './database-clock.js';
export { migrate } from './migrate.js';
export { refuseMightyRole } from './refuse-mighty-role.js';
export type { AuditEntry, Tx } from './tx.js';
export { databaseError, UnitOfWork } from './unit-of-work.js';
export type { OpenUnit, Refusals } from './unit-of-work.js';
