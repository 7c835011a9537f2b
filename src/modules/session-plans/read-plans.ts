import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Repeat, Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { blockOutcome, Instrument, seriesOf } from '../outcomes/domain/index.js';
import type { BlockOutcome, Measurement } from '../outcomes/domain/index.js';
import { ReadMeasurements } from '../outcomes/index.js';
import { PlanStatus, reviewPlan } from './domain/index.js';
import type { PlanTerms, Review, SuggestionKind } from './domain/index.js';
import { standingOf } from './plan-standing.js';
import type { PlanStanding } from './plan-standing.js';
import { findPlan, openTerms, plansOf, versionsOf } from './storage/session-plans.js';
import type { PlanRow } from './storage/session-plans.js';

/** A plan as its therapist sees it. */
export interface Plan {
  readonly row: PlanRow;
  readonly terms: PlanTerms;
  readonly standing: PlanStanding;
  /** Of an active plan; nothing is due for review of any other. */
  readonly review: Review;
  /** What has changed since the block began, by series. */
  readonly blockOutcomes: readonly BlockOutcome[];
}

/** One version of a plan. */
export interface PlanVersion {
  readonly row: PlanRow;
  readonly terms: PlanTerms;
  readonly accepted: SuggestionKind | null;
}

/** Nobody is asked about soreness yet: check-ins are to hand over how many answers were to watch. */
const NO_CHECK_INS = 0;
const NOTHING_TO_REVIEW: Review = { reasons: [], suggestions: [] };

@Injectable()
export class ReadPlans {
  /** A repetition shows the plan only to somebody who still may read the client's record. */
  readonly repeat: Repeat<Plan> = { idOf: ({ row }) => row.id, again: (tx, id) => this.one(tx, id) };

  constructor(
    private readonly access: ClinicalAccess,
    private readonly vault: Vault,
    private readonly measurements: ReadMeasurements,
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
  async versions(tx: Tx, planIds: readonly string[]): Promise<Map<string, PlanVersion[]>> {
    const versions = await versionsOf(tx, planIds);
    const keys = await this.vault.keysOf(tx, [...new Set([...versions.values()].flat().map((row) => row.clientId))]);
    const opened = (row: PlanRow): PlanVersion[] => {
      const key = keys.get(row.clientId);
      return key ? [{ row, ...openTerms(key, row) }] : [];
    };
    return new Map([...versions].map(([planId, rows]) => [planId, rows.flatMap(opened)]));
  }

  /** Plans of one person. What was erased is left out. */
  private async view(tx: Tx, rows: readonly PlanRow[], records: readonly string[]): Promise<Plan[]> {
    if (rows.length === 0) return [];
    const [standing, keys, measured] = await Promise.all([
      standingOf(tx, rows),
      this.vault.keysOf(tx, records),
      this.measurements.of(tx, records),
    ]);
    return rows.flatMap((row) => {
      const key = keys.get(row.clientId);
      if (!key) return [];
      const { terms } = openTerms(key, row);
      const stands = standing.get(row.id)!;
      return [{ row, terms, standing: stands, ...followed({ row, terms, standing: stands }, measured) }];
    });
  }
}

function followed(
  { row, terms, standing }: Pick<Plan, 'row' | 'terms' | 'standing'>,
  measured: readonly Measurement[],
): Pick<Plan, 'review' | 'blockOutcomes'> {
  const { today, sessionsDone } = standing;
  const pain = seriesOf(measured, Instrument.PAIN)[0]?.points ?? [];
  const input = { terms, today, sessionsDone, pain, soreReplies: NO_CHECK_INS };
  const blockOutcomes = Object.values(Instrument)
    .flatMap((instrument) => seriesOf(measured, instrument))
    .map((series) => blockOutcome(series, { from: terms.blockFrom, to: null }))
    .filter((outcome) => outcome !== null);
  return { review: row.status === PlanStatus.ACTIVE ? reviewPlan(input) : NOTHING_TO_REVIEW, blockOutcomes };
}
