export type { Act, Actor, ClientActor, Role, StaffActor, SystemActor } from './actor.js';
export { nameOfActor, ROLES } from './actor.js';
export type { Violation } from './errors.js';
export { Forbidden, InvalidInput, NotFound, Unauthenticated } from './errors.js';
export { isId, newId } from './id.js';
export type { Interval } from './interval.js';
export { contains, intersectAll, overlaps, subtract, union } from './interval.js';
export type { Outcome } from './outcome.js';
export { ok, refuse } from './outcome.js';
