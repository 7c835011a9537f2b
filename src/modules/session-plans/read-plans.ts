import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Repeat, Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { blockOutcome, Instrument, seriesOf } from '../outcomes/domain/index.js';
import type { BlockOutcome, Measurement } from '../outcomes/domain/index.js';
import { ReadMeasurements } from '../outcomes/index.js';
import { PlanStatus, reviewPlan } from './domain/index.js';
import type { PlanTerms, Review } from './domain/index.js';
import { openVersions } from './open-versions.js';
import type { PlanVersion } from './open-versions.js';
import { standingOf } from './plan-standing.js';
import type { PlanStanding } from './plan-standing.js';
import { SoreReplies } from './sore-replies.js';
import { countSessions } from './storage/plan-facts.js';
import { findPlan, openTerms, plansOf } from './storage/session-plans.js';
import type { PlanRow } from './storage/session-plans.js';

/** A plan as its therapist sees it. */
export interface Plan {
  readonly row: PlanRow;
  readonly terms: PlanTerms;
  readonly standing: PlanStanding;
  /** Treatments completed since the block began. */
  readonly sessionsDone: number;
  /** Of an active plan; nothing is due for review of any other. */
  readonly review: Review;
  /** What has changed since the block began, by series. */
  readonly blockOutcomes: readonly BlockOutcome[];
}

const NOTHING_TO_REVIEW: Review = { reasons: [], suggestions: [] };

@Injectable()
export class ReadPlans {
  /** A repetition shows the plan only to somebody who still may read the client's record. */
  readonly repeat: Repeat<Plan> = { idOf: ({ row }) => row.id, again: (tx, id) => this.one(tx, id) };

  constructor(
    private readonly access: ClinicalAccess,
    private readonly vault: Vault,
    private readonly measurements: ReadMeasurements,
    private readonly soreReplies: SoreReplies,
  ) {}

  /** The plans of a client under all records, the last one begun first. Throws `NotFound`. */
  async ofClient(
    tx: Tx,
    { clientId, includeEnded }: { readonly clientId: string; readonly includeEnded: boolean },
  ): Promise<Plan[]> {
    const records = await this.access.require(tx, clientId);
    return this.view(tx, await plansOf(tx, { clientIds: records, includeEnded }), records);
  }

  /** Throws `NotFound` where there is no such plan, and in the same words where the actor may not read the record. */
  async one(tx: Tx, id: string): Promise<Plan> {
    const row = await findPlan(tx, id);
    const records = row && (await this.access.readable(tx, [row.clientId])).get(row.clientId);
    const [plan] = row && records ? await this.view(tx, [row], records) : [];
    if (!plan) throw new NotFound('session plan', id);
    return plan;
  }

  /** Every version of these plans, the newest first. The caller has asked whether the actor may read them. */
  versions(tx: Tx, planIds: readonly string[]): Promise<Map<string, PlanVersion[]>> {
    return openVersions(tx, this.vault, planIds);
  }

  /** Plans of one person. What was erased is left out. */
  private async view(tx: Tx, rows: readonly PlanRow[], records: readonly string[]): Promise<Plan[]> {
    if (rows.length === 0) return [];
    const blocks = rows.map(({ id: planId, blockFrom }) => ({ planId, records, blockFrom }));
    const [standing, done, keys, measured, sore] = await Promise.all([
      standingOf(tx, rows),
      countSessions(tx, blocks),
      this.vault.keysOf(tx, records),
      this.measurements.of(tx, records),
      this.soreReplies.count(tx, blocks),
    ]);
    return rows.flatMap((row) => {
      const key = keys.get(row.clientId);
      if (!key) return [];
      const { terms } = openTerms(key, row);
      const plan = { row, terms, standing: standing.get(row.id)!, sessionsDone: done.get(row.id)! };
      return [{ ...plan, ...followed(plan, measured, sore.get(row.id) ?? 0) }];
    });
  }
}

function followed(
  { row, terms, standing, sessionsDone }: Omit<Plan, 'review' | 'blockOutcomes'>,
  measured: readonly Measurement[],
  soreReplies: number,
): Pick<Plan, 'review' | 'blockOutcomes'> {
  const { today } = standing;
  const pain = seriesOf(measured, Instrument.PAIN)[0]?.points ?? [];
  const input = { terms, today, sessionsDone, pain, soreReplies };
  const blockOutcomes = Object.values(Instrument)
    .flatMap((instrument) => seriesOf(measured, instrument))
    .map((series) => blockOutcome(series, { from: terms.blockFrom, to: null }))
    .filter((outcome) => outcome !== null);
  return { review: row.status === PlanStatus.ACTIVE ? reviewPlan(input) : NOTHING_TO_REVIEW, blockOutcomes };
}
