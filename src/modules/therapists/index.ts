import { Licence } from './storage/licence.entity.js';
import { Therapist } from './storage/therapist.entity.js';
import { TherapistClinic } from './storage/therapist-clinic.entity.js';
import { TherapistTechnique } from './storage/therapist-technique.entity.js';

export { Condition } from './domain/condition.js';
export { THERAPIST_FACTS } from './facts.js';
export { therapistLoader } from './graphql/loaders.js';
export { Therapist as TherapistType, toTherapist } from './graphql/therapist-types.js';
export { TherapistsModule } from './therapists.module.js';
export { Licence, Therapist, TherapistClinic, TherapistTechnique };

/** The tables that TypeORM maps for this module. */
export const THERAPISTS_ENTITIES = [Therapist, TherapistTechnique, TherapistClinic, Licence];
