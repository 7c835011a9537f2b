import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { StaleVersion } from '../../platform/database/index.js';
import type { RetentionRule } from './domain/retention.js';
import { lookAtAll } from './storage/record-looks.js';
import { findOwnRule, writeOwnRule } from './storage/retention-rules.js';
import type { OwnRule } from './storage/retention-rules.js';

interface Request extends RetentionRule {
  /** Of a country, or of one of its parts: `DE`, `US-CA`. */
  readonly jurisdiction: string;
  /** That was read; 0 where the practice has set nothing yet. */
  readonly version: number;
}

/** How long the practice keeps records of a jurisdiction, instead of what ships. Counts for records that are there already. */
@Injectable()
export class SetRetentionRule {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(actor: StaffActor, { version, ...rule }: Request): Promise<Outcome<OwnRule, StaleVersion>> {
    const { jurisdiction, years, yearsAfterAdulthood } = rule;
    return this.unitOfWork.run<OwnRule, StaleVersion>(
      actor,
      async (tx) => {
        const written = { ...rule, version: version + 1 };
        if (!(await writeOwnRule(tx, written))) {
          return refuse({ kind: 'stale_version', currentVersion: (await findOwnRule(tx, jurisdiction))?.version ?? 0 });
        }
        lookAtAll(tx);
        const details = { jurisdiction, years, yearsAfterAdulthood };
        tx.record({ action: 'record.retention_rule_set', subjectIds: [tx.practiceId], details });
        return ok(written);
      },
      // A jurisdiction is no id: the practice is what was changed, and its rules are read again.
      { repeat: { idOf: () => actor.practiceId, again: async (tx) => (await findOwnRule(tx, jurisdiction))! } },
    );
  }
}
