import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { RedirectCheckIns } from '../redirect-check-ins.js';

/** Has clients whose records were merged, or parted again, asked by the right channel. */
@Injectable()
export class FollowMerges implements FactSubscriber {
  readonly name = 'check-ins.follow-merges';
  readonly facts = ['client.merged', 'client.merge_undone'] as const;

  constructor(private readonly redirect: RedirectCheckIns) {}

  handle(tx: Tx, { payload }: Fact): Promise<void> {
    return this.redirect.execute(tx, [payload['sourceId']!, payload['targetId']!]);
  }
}
