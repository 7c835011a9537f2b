import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Versioned } from '../../../platform/database/index.js';

@Entity('clients')
export class Client implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'given_name' })
  givenName: string;

  @Column('text', { name: 'family_name' })
  familyName: string;

  /** YYYY-MM-DD. */
  @Column('date', { name: 'birth_date', nullable: true })
  birthDate: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  /** In international form. Several clients may share one. */
  @Column('text', { nullable: true })
  phone: string | null;

  /** The digits of the phone's E.164 form, by which it is found. */
  @Column('text', { name: 'phone_key', nullable: true })
  phoneKey: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  /** Two letters (ISO 639-1), in which the client is written to. */
  @Column('text', { nullable: true })
  language: string | null;

  /** IANA name of the zone in whose night the client is left in peace. */
  @Column('text', { name: 'time_zone', nullable: true })
  timeZone: string | null;

  /** Walton's scale, 1 (light) to 5 (deep). */
  @Column('smallint', { name: 'preferred_pressure', nullable: true })
  preferredPressure: number | null;

  @Column('text', { name: 'preferred_music', nullable: true })
  preferredMusic: string | null;

  @Column('text', { name: 'preferred_aroma', nullable: true })
  preferredAroma: string | null;

  @Column('text', { name: 'preferred_draping', nullable: true })
  preferredDraping: string | null;

  @Column('uuid', { name: 'preferred_therapist_id', nullable: true })
  preferredTherapistId: string | null;

  @Column('text', { name: 'emergency_name', nullable: true })
  emergencyName: string | null;

  @Column('text', { name: 'emergency_phone', nullable: true })
  emergencyPhone: string | null;

  @Column('text', { name: 'emergency_relationship', nullable: true })
  emergencyRelationship: string | null;

  @Column('text', { name: 'guardian_name', nullable: true })
  guardianName: string | null;

  @Column('text', { name: 'guardian_phone', nullable: true })
  guardianPhone: string | null;

  @Column('text', { name: 'guardian_email', nullable: true })
  guardianEmail: string | null;

  @Column('text', { name: 'guardian_relationship', nullable: true })
  guardianRelationship: string | null;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  /** When it became known that the client has died. Such a client is archived too. */
  @Column('timestamptz', { name: 'deceased_at', nullable: true })
  deceasedAt: Date | null;

  /** When all that tells who the person is was removed, at their wish or because nobody may keep it longer. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  /** The client that stands for this one since the two were merged; it may have been merged on in turn. */
  @Column('uuid', { name: 'merged_into_id', nullable: true })
  mergedIntoId: string | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
