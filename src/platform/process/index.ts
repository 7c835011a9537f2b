export { hasCode } from './error-code.js';
export { reachDatabase, reachRedis } from './reach-services.js';
export type { Program } from './run-as-program.js';
export { runAsProgram } from './run-as-program.js';
export { sleep } from './sleep.js';
