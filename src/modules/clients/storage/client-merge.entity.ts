import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who let one client stand for another, and who took it back. */
@Entity('client_merges')
export class ClientMerge {
  @PrimaryColumn('uuid', { name: 'practice_id' })
  practiceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'source_id' })
  sourceId: string;

  @Column('uuid', { name: 'target_id' })
  targetId: string;

  /** The visits that went over to the target with this merge, and come back when it is undone. */
  @Column('uuid', { name: 'visit_ids', array: true })
  visitIds: string[];

  /** Membership ids. */
  @Column('uuid', { name: 'merged_by' })
  mergedBy: string;

  @Column('timestamptz', { name: 'merged_at' })
  mergedAt: Date;

  @Column('uuid', { name: 'undone_by', nullable: true })
  undoneBy: string | null;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt: Date | null;
}
