import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('client_other_care')
export class ClientOtherCare {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid', { name: 'client_id' })
  clientId: string;

  /** `OtherCareKind`. */
  @PrimaryColumn('text')
  kind: string;

  @Column('text', { name: 'provider_name', nullable: true })
  providerName: string | null;

  @Column('text', { name: 'provider_phone', nullable: true })
  providerPhone: string | null;
}
