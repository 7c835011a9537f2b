import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LinkPurpose } from '../domain/client-link.js';

@Entity('client_links')
export class ClientLink {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('text')
  purpose: LinkPurpose;

  /** What it is about, where the purpose alone does not say it: a record of the module that uses the link. */
  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId: string | null;

  /** SHA-256 of the token, which nobody keeps. */
  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** A membership; null where the program issued it. */
  @Column('uuid', { name: 'issued_by', nullable: true })
  issuedBy: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  /** When it was first opened. */
  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt: Date | null;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
