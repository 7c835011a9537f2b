export { ScreeningReason, ScreeningVerdict as ScreeningVerdictType } from './graphql/verdict-types.js';
export { NoteRisks } from './note-risks.js';
export { ScreenVisit } from './screen-visit.js';
export type { AskedVisit, ScreenedVisit } from './screen-visit.js';
export { ScreeningModule } from './screening.module.js';
export { ServicesThatFit } from './services-that-fit.js';
export { VisitsToDecide } from './visits-to-decide.js';
export type { VisitToDecide } from './visits-to-decide.js';
export { VisitsToScreen } from './visits-to-screen.js';
