import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Versioned } from '../../../platform/database/index.js';
import type { LicenceKind, LicenceStatus } from '../domain/licence.js';

@Entity('licences')
export class Licence implements Versioned {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'therapist_id' })
  therapistId: string;

  @Column('text')
  kind: LicenceKind;

  /** As the jurisdiction calls it. */
  @Column('text')
  type: string;

  @Column('text')
  number: string;

  @Column('text')
  jurisdiction: string;

  /** YYYY-MM-DD, the first valid date. */
  @Column('date', { name: 'issued_on' })
  issuedOn: string;

  /** YYYY-MM-DD, the last valid date; null where it does not end. */
  @Column('date', { name: 'expires_on', nullable: true })
  expiresOn: string | null;

  @Column('text')
  status: LicenceStatus;

  /** The membership of who compared it with the document or the register. */
  @Column('uuid', { name: 'verified_by', nullable: true })
  verifiedBy: string | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
