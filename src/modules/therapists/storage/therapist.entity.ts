import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Versioned } from '../../../platform/database/index.js';
import type { Condition } from '../domain/condition.js';

@Entity('therapists')
export class Therapist implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  /** The membership that they sign in with, where they do. */
  @Column('uuid', { name: 'membership_id', nullable: true })
  membershipId: string | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  email: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  /** That they have experience with. */
  @Column('text', { array: true })
  conditions: Condition[];

  /** Years of experience with massage of the back, 0 to 80. */
  @Column('smallint', { name: 'back_massage_years' })
  backMassageYears: number;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
