import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../kernel/index.js';
import type { Versioned } from '../../../platform/database/index.js';

/** What a practice knows of one of its staff. */
@Entity('memberships')
export class Membership implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('text')
  name: string;

  @Column('text')
  email: string;

  @Column('text')
  role: Role;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
