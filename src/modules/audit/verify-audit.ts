import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, required } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { AuditHeads } from './audit-heads.js';
import { ChainJudge } from './judge-chain.js';
import type { Head } from './judge-chain.js';
import { countSealedLate, countUnsealed, lastSeal, linksAfter } from './storage/chain.js';

const PAGE = 5_000;

/** What was found in one practice. */
export interface Verdict {
  readonly practiceId: string;
  readonly sealed: number;
  /** Entries that will have their seal soon. */
  readonly waiting: number;
  /** Entries that were sealed more than ten minutes after their time: while no worker ran, or slipped in. */
  readonly late: number;
  /** A sentence for each place that is not as it was sealed. */
  readonly faults: readonly string[];
}

/** Compares every audit entry with its seal. */
@Injectable()
export class VerifyAudit {
  private readonly key: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly heads: AuditHeads,
  ) {
    this.key = required(config.auditKey, 'auditKey');
  }

  /** The practices one after the other, also those that are only known from outside the database. */
  async *execute(): AsyncGenerator<Verdict> {
    const heads = await this.heads.known();
    const rows = await this.dataSource.query<{ id: string }[]>('SELECT gate.all_practices() AS id');
    const practiceIds = new Set([...rows.map(({ id }) => id), ...(heads?.keys() ?? [])]);
    for (const practiceId of practiceIds) {
      const actor = { kind: 'system', practiceId, name: 'audit' } as const;
      yield await this.unitOfWork.do(actor, (tx) => this.verify(tx, heads));
    }
  }

  private async verify(tx: Tx, heads: ReadonlyMap<string, Head> | undefined): Promise<Verdict> {
    const { practiceId } = tx;
    const head = heads?.get(practiceId);
    const judge = new ChainJudge(this.key, practiceId, head);
    for (let links = await linksAfter(tx, 0, PAGE); links.length > 0;) {
      for (const link of links) judge.take(link);
      links = await linksAfter(tx, links.at(-1)!.sequence, PAGE);
    }
    judge.end();
    const { waiting, missed, firstMissed } = await countUnsealed(tx, await lastSeal(tx));
    const faults = [...judge.faults];
    if (missed > 0)
      faults.push(`Entries without a seal, too old to get one: ${missed}, the first of them ${firstMissed}.`);
    // Asked again: the chain may have begun since.
    const untold = judge.sealed > 0 && head === undefined && (await this.heads.known())?.has(practiceId) === false;
    if (untold) faults.push('Nothing outside the database knows of this chain.');
    return { practiceId, sealed: judge.sealed, waiting, late: await countSealedLate(tx), faults };
  }
}
