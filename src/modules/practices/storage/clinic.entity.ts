import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Versioned } from '../../../platform/database/index.js';

@Entity('clinics')
export class Clinic implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** IANA. */
  @Column('text', { name: 'time_zone' })
  timeZone: string;

  /** Whose licences count here, such as `US-CA` or `DE`. */
  @Column('text')
  jurisdiction: string;

  /** False where the jurisdiction licenses nobody, and the clinic asks for no licence. */
  @Column('boolean', { name: 'licence_required' })
  licenceRequired: boolean;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  /** That calls help there; null: the country's. */
  @Column('text', { name: 'emergency_number', nullable: true })
  emergencyNumber: string | null;

  /** Visits start on multiples of this many minutes of the clinic's clock; it divides a day. */
  @Column('integer', { name: 'slot_step_minutes' })
  slotStepMinutes: number;

  /** How long before its start a visit can still be booked. */
  @Column('integer', { name: 'minimum_notice_minutes' })
  minimumNoticeMinutes: number;

  /** How many days ahead can be booked. */
  @Column('integer', { name: 'horizon_days' })
  horizonDays: number;

  /** How long a hold lasts. */
  @Column('integer', { name: 'hold_minutes' })
  holdMinutes: number;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
