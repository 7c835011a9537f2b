import { Module } from '@nestjs/common';
import { AddLicence } from './add-licence.js';
import { AddTherapist } from './add-therapist.js';
import { ArchiveTherapist } from './archive-therapist.js';
import { EditLicence } from './edit-licence.js';
import { EditTherapist } from './edit-therapist.js';
import { LicencesResolver } from './graphql/licences-resolver.js';
import { TherapistFieldsResolver } from './graphql/therapist-fields-resolver.js';
import { TherapistsResolver } from './graphql/therapists-resolver.js';
import { SetTherapistClinics } from './set-therapist-clinics.js';
import { SetTherapistTechniques } from './set-therapist-techniques.js';
import { VerifyLicence } from './verify-licence.js';

@Module({
  providers: [
    ...[TherapistsResolver, TherapistFieldsResolver, AddTherapist, EditTherapist, ArchiveTherapist],
    ...[SetTherapistTechniques, SetTherapistClinics],
    ...[LicencesResolver, AddLicence, EditLicence, VerifyLicence],
  ],
})
export class TherapistsModule {}
