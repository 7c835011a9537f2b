import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Technique } from '../../practices/index.js';

@Entity('therapist_techniques')
export class TherapistTechnique {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid', { name: 'therapist_id' })
  therapistId: string;

  @PrimaryColumn('text')
  technique: Technique;

  /** Of experience, 0 to 80. */
  @Column('smallint')
  years: number;
}
