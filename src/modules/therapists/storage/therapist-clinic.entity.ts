import { Entity, PrimaryColumn } from 'typeorm';

@Entity('therapist_clinics')
export class TherapistClinic {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid', { name: 'therapist_id' })
  therapistId: string;

  @PrimaryColumn('uuid', { name: 'clinic_id' })
  clinicId: string;
}
