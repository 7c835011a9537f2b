import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Versioned } from '../../../platform/database/index.js';
import type { RoomFeature } from '../domain/room-feature.js';

@Entity('rooms')
export class Room implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'clinic_id' })
  clinicId: string;

  @Column('text')
  name: string;

  /** What the room can host. */
  @Column('text', { array: true })
  features: RoomFeature[];

  /** Minutes of cleaning between two visits. */
  @Column('integer', { name: 'turnover_minutes' })
  turnoverMinutes: number;

  @Column('text', { nullable: true })
  music: string | null;

  @Column('text', { nullable: true })
  aroma: string | null;

  @Column('text', { nullable: true })
  warmth: string | null;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt: Date | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
