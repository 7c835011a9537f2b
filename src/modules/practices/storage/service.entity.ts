import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Versioned } from '../../../platform/database/index.js';
import type { Consultation } from '../domain/consultation.js';
import type { RoomFeature } from '../domain/room-feature.js';
import type { Technique } from '../domain/technique.js';

@Entity('services')
export class Service implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  technique: Technique;

  /** Walton 1 to 5; null for a consultation, as is the other end. */
  @Column('smallint', { name: 'pressure_min', nullable: true })
  pressureMin: number | null;

  @Column('smallint', { name: 'pressure_max', nullable: true })
  pressureMax: number | null;

  @Column('integer', { name: 'duration_minutes' })
  durationMinutes: number;

  /** Minutes that therapist and room are blocked before the visit. */
  @Column('integer', { name: 'buffer_before_minutes' })
  bufferBeforeMinutes: number;

  /** Minutes that therapist and room are blocked after the visit. */
  @Column('integer', { name: 'buffer_after_minutes' })
  bufferAfterMinutes: number;

  /** In minor units of the practice's currency. */
  @Column('integer', { name: 'price_minor' })
  priceMinor: number;

  /** A room needs every one of them. */
  @Column('text', { name: 'required_features', array: true })
  requiredFeatures: RoomFeature[];

  @Column('text')
  consultation: Consultation;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
