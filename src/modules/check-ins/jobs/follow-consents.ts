import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { RedirectCheckIns } from '../redirect-check-ins.js';

/** Has clients asked by another channel once the one that was planned does not reach them any more. */
@Injectable()
export class FollowConsents implements FactSubscriber {
  readonly name = 'check-ins.follow-consents';
  readonly facts = ['client.changed'] as const;

  constructor(private readonly redirect: RedirectCheckIns) {}

  handle(tx: Tx, { payload }: Fact): Promise<void> {
    return this.redirect.execute(tx, [payload['clientId']!], { onlyUnreached: true });
  }
}
