export { ClinicalAccess } from './clinical-access.js';
export { ClinicalAccessModule } from './clinical-access.module.js';
