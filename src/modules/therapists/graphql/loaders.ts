import { defineLoader } from '../../../platform/graphql/index.js';
import { licencesByTherapist } from '../storage/licences.js';
import { clinicIdsByTherapist } from '../storage/therapist-clinics.js';
import { techniquesByTherapist } from '../storage/therapist-techniques.js';
import { therapistsById } from '../storage/therapists.js';

/** Archived therapists load too: past visits lead to them. */
export const therapistLoader = defineLoader(therapistsById);
export const techniquesLoader = defineLoader(techniquesByTherapist);
export const clinicIdsLoader = defineLoader(clinicIdsByTherapist);
export const licencesLoader = defineLoader(licencesByTherapist);
