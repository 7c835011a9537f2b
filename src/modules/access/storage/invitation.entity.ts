import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../kernel/index.js';

@Entity('invitations')
export class Invitation {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  /** SHA-256 of the token, which nobody keeps. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  /** Who the new member treats clients as. */
  @Column('uuid', { name: 'therapist_id', nullable: true })
  therapistId: string | null;

  /** A membership. */
  @Column('uuid', { name: 'invited_by' })
  invitedBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
