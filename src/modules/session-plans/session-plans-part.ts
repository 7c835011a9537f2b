import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { printOf, RecordPart } from '../clinical-access/index.js';
import type { Json, RecordEntry, RecordExtent } from '../clinical-access/index.js';
import { openTerms, plansOf, versionsOf } from './storage/session-plans.js';

const EXTENT = `SELECT count(*)::int AS entries, min(v.changed_at) AS "firstAt", max(v.changed_at) AS "lastAt"
  FROM session_plans p JOIN session_plan_versions v ON v.practice_id = $1 AND v.plan_id = p.id
  WHERE p.practice_id = $1 AND p.client_id = ANY($2)`;

/** How often the client was to come and what for: each version of each plan. Of the terms readers take what they know. */
@Injectable()
export class SessionPlansPart extends RecordPart {
  readonly name = 'sessionPlans';
  readonly title = 'Session plans';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: ['version', 'step', 'status', 'terms'],
    properties: {
      version: { type: 'integer', minimum: 1 },
      step: { type: 'string' },
      status: { enum: ['proposed', 'active', 'paused', 'ended'] },
      terms: {
        type: 'object',
        required: ['goal', 'interval'],
        properties: { goal: { type: 'string' }, interval: { type: 'string' } },
      },
    },
  };

  constructor(private readonly vault: Vault) {
    super();
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const keys = await this.vault.keysOf(tx, recordIds);
    const plans = await plansOf(tx, { clientIds: [...keys.keys()], includeEnded: true });
    const versions = [
      ...(
        await versionsOf(
          tx,
          plans.map(({ id }) => id),
        )
      ).values(),
    ].flat();
    return versions
      .sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime() || a.version - b.version)
      .map((row) => {
        const terms = openTerms(keys.get(row.clientId)!, row).terms as unknown as { readonly [key: string]: Json };
        const { id, clientId, version, step, status, changedAt: at } = row;
        const title = `Plan, ${step.replaceAll('_', ' ')}`;
        return {
          id,
          clientId,
          at,
          title,
          data: { version, step, status, terms },
          print: printOf({ status, ...terms }),
        };
      });
  }

  async extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    const [found] = await tx.sql<RecordExtent & { entries: number }>(EXTENT, [tx.practiceId, recordIds]);
    return found && found.entries > 0 ? found : null;
  }
}
