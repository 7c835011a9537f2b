import { Closure } from './storage/closure.entity.js';
import { TimeOff } from './storage/time-off.entity.js';

export { SCHEDULING_FACTS } from './facts.js';
export { findCandidates } from './storage/find-candidates.js';
export { readSchedulingFacts } from './storage/read-scheduling-facts.js';

export { Closure as ClosureType, ClosurePayload, toClosure } from './graphql/closure-types.js';
export { OpeningHoursPayload, WorkingDayPayload, WorkingHoursPayload } from './graphql/hours-types.js';
export { TimeOffPayload } from './graphql/time-off-types.js';
export type { ScheduleChange } from './schedule-change.js';
export { SchedulingModule } from './scheduling.module.js';
export { closuresIn } from './storage/closures.js';
export { hoursOfClinic } from './storage/opening-hours.js';
export { timeOffIn } from './storage/time-offs.js';
export { hoursOfTherapists } from './storage/working-hours.js';
export { Closure, TimeOff };

/** The tables that TypeORM maps for this module. */
export const SCHEDULING_ENTITIES = [TimeOff, Closure];
