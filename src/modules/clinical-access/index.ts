export { ClinicalAccess } from './clinical-access.js';
export { ClinicalAccessModule } from './clinical-access.module.js';
export { CLINICAL_ACCESS_FACTS } from './facts.js';
export { printOf } from './print-of.js';
export { extentOf, joinExtents, RecordPart } from './record-part.js';
export type { Json, Print, RecordEntry, RecordExtent } from './record-part.js';
