export { ClinicalAccess } from './clinical-access.js';
export { ClinicalAccessModule } from './clinical-access.module.js';
export { extentOf, RecordPart } from './record-part.js';
export type { Json, Print, RecordEntry, RecordExtent } from './record-part.js';
