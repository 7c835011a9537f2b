import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Time in which a clinic, or one room of it, is closed. It may lie over visits that were booked before. */
@Entity('closures')
export class Closure {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'clinic_id' })
  clinicId: string;

  /** Null: the whole clinic. */
  @Column('uuid', { name: 'room_id', nullable: true })
  roomId: string | null;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
