import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TimeOffKind } from '../domain/time-off-kind.js';

/** Time in which a therapist is not there, at any clinic. It may lie over visits that were booked before. */
@Entity('time_off')
export class TimeOff {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'therapist_id' })
  therapistId: string;

  @Column('text')
  kind: TimeOffKind;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
