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

  /** ISO 8601, in days: how long before the due date of a session plan its client is reminded. */
  @Column('text', { name: 'recall_lead' })
  recallLead: string;

  /** The same: how long after the due date, and after the first reminder, comes the only other one. */
  @Column('text', { name: 'recall_nudge' })
  recallNudge: string;

  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
