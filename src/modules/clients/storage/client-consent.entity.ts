import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One answer of a client on being written to; the latest stands. */
@Entity('client_consents')
export class ClientConsent {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid', { name: 'client_id' })
  clientId: string;

  /** `Channel`. */
  @PrimaryColumn('text')
  channel: string;

  /** `MessagePurpose`. */
  @PrimaryColumn('text')
  purpose: string;

  @Column('boolean')
  granted: boolean;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;
}
