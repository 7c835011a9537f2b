import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ok } from '../../kernel/index.js';
import { CONFIG, required } from '../../platform/config/index.js';
import type { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { workOff } from '../../platform/jobs/index.js';
import type { ScheduledJob } from '../../platform/jobs/index.js';
import { AuditHeads } from './audit-heads.js';
import { sealOf } from './seal.js';
import type { Head } from './judge-chain.js';
import { insertSeals, lastSeal, MARGIN, unsealedEntries } from './storage/chain.js';
import type { NewSeal } from './storage/chain.js';

const PRACTICES = `SELECT gate.practices_to_seal(interval '${MARGIN}', $1) AS id`;
const BATCH = 1_000;

/** Goes on with each practice's chain of seals: behind the writers, so that nobody waits for a seal. */
@Injectable()
export class SealAudit implements ScheduledJob {
  readonly name = 'audit.seal';
  readonly everyMs = 2_000;
  private readonly key: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly heads: AuditHeads,
  ) {
    this.key = required(config.auditKey, 'auditKey');
  }

  async execute(): Promise<number> {
    let total = 0;
    await workOff(
      (atMost) => this.dataSource.query<{ id: string }[]>(PRACTICES, [atMost]),
      async ({ id }) => {
        const before = total;
        for (let sealed = BATCH; sealed === BATCH; total += sealed) sealed = await this.sealSome(id);
        return total > before;
      },
    );
    return total;
  }

  /** Returns how many; none where another worker has gone on with the chain in the meantime. */
  private async sealSome(practiceId: string): Promise<number> {
    const outcome = await this.unitOfWork.run<readonly NewSeal[], 'overtaken'>(
      { kind: 'system', practiceId, name: 'audit' },
      async (tx) => ok(await this.goOn(tx)),
      { refusals: { audit_seals_pkey: () => 'overtaken' } },
    );
    const seals = outcome.ok ? outcome.value : [];
    const last = seals.at(-1);
    if (last) await this.heads.tell({ practiceId, ...last } satisfies Head);
    return seals.length;
  }

  private async goOn(tx: Tx): Promise<NewSeal[]> {
    const last = await lastSeal(tx);
    let [sequence, previous, sealedTo] = [last?.sequence ?? 0, last?.mac ?? null, last?.sealedTo ?? new Date(0)];
    const seals: NewSeal[] = [];
    for (const { id, at, text } of await unsealedEntries(tx, { last, atMost: BATCH })) {
      sequence += 1;
      const sealedAt = tx.now;
      previous = sealOf(this.key, { previous, practiceId: tx.practiceId, sequence, entry: text, sealedAt });
      // An entry of a clock that was ahead must not hide those that come before its time.
      if (at > sealedTo) sealedTo = at < sealedAt ? at : sealedAt;
      seals.push({ sequence, entryId: id, mac: previous, sealedAt, sealedTo });
    }
    if (seals.length > 0) await insertSeals(tx, seals);
    return seals;
  }
}
