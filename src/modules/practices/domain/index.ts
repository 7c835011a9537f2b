export { Consultation } from './consultation.js';
export { BodyRegion, BodySide, SENSITIVE_REGIONS } from './body-site.js';
export type { BodySite } from './body-site.js';
export { emergencyNumber, emergencyNumberAt } from './emergency-number.js';
export { Soreness, Technique, TECHNIQUES } from './technique.js';
export type { PressureRange } from './technique.js';
