import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../platform/database/index.js';
import type { ScheduledJob } from '../../platform/jobs/index.js';
import { AuditHeads } from './audit-heads.js';
import { lastSeal } from './storage/chain.js';

/** Tells again how far each chain has come, where nobody outside the database knows: a worker may end before it has told. */
@Injectable()
export class TellHeads implements ScheduledJob {
  readonly name = 'audit.tell-heads';
  readonly everyMs = 60 * 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly heads: AuditHeads,
  ) {}

  async execute(): Promise<number> {
    const known = await this.heads.known();
    const practices = await this.dataSource.query<{ id: string }[]>('SELECT gate.all_practices() AS id');
    let told = 0;
    for (const { id: practiceId } of practices) {
      const last = await this.unitOfWork.do({ kind: 'system', practiceId, name: 'audit' }, lastSeal);
      if (!last || (known?.get(practiceId)?.sequence ?? 0) >= last.sequence) continue;
      await this.heads.tell({ practiceId, ...last });
      told += 1;
    }
    return told;
  }
}
