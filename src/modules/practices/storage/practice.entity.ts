import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('practices')
export class Practice {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** ISO 4217. All prices of the practice are in it. */
  @Column('text')
  currency: string;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country: string;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
