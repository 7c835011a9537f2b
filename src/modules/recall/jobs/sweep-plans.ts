import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DatabaseClock, UnitOfWork } from '../../../platform/database/index.js';
import type { ScheduledJob } from '../../../platform/jobs/index.js';
import { LookAtPlans } from '../look-at-plans.js';
import { takeDue } from '../storage/recall-looks.js';
import type { Taking } from '../storage/recall-looks.js';

/** Few enough that a unit takes about a second: whatever tells that a plan has changed waits for it. */
const BATCH = 500;
const MOST_PRACTICES = 1_000;
/** So many do not fail by chance: the database is away, or the program is wrong. */
const MOST_FAILURES = 10;

/** What one run knows of the plans that could not be looked at. */
interface Run {
  readonly failures: unknown[];
  readonly except: string[];
}

/** The plans of one unit, and why it was rolled back. */
interface Batch {
  readonly planIds: readonly string[];
  readonly failure?: unknown;
}

const FIND = `SELECT id FROM gate.practices_to_recall(now() + $1::float8 * interval '1 millisecond', $2) AS id`;

/**
 * Looks at every plan whose time has come, whenever that was: by midnight of its clinic it may be due, overdue or lapsed. Any number
 * of workers do so beside each other, and a batch that is broken off has done nothing.
 */
@Injectable()
export class SweepPlans implements ScheduledJob {
  readonly name = 'recall.look-at-plans';
  readonly everyMs = 60_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly unitOfWork: UnitOfWork,
    private readonly lookAtPlans: LookAtPlans,
  ) {}

  async execute(): Promise<number> {
    const run: Run = { failures: [], except: [] };
    let total = 0;
    for (let before = -1; before < total && run.failures.length < MOST_FAILURES;) {
      before = total;
      for (const practiceId of await this.practices()) total += await this.sweep(practiceId, run);
    }
    const { failures } = run;
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} plans could not be looked at.`);
    return total;
  }

  private async practices(): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(FIND, [this.clock.offset, MOST_PRACTICES]);
    return rows.map(({ id }) => id);
  }

  /** All that is due in one practice. A plan that fails keeps none of the others: its batch is done one by one. */
  private async sweep(practiceId: string, run: Run): Promise<number> {
    let total = 0;
    for (let taken = BATCH; taken === BATCH && run.failures.length < MOST_FAILURES;) {
      const batch = await this.batch(practiceId, { atMost: BATCH, except: run.except, only: null });
      taken = batch.planIds.length;
      if (batch.failure === undefined) total += taken;
      else total += await this.oneByOne(practiceId, batch.planIds, run);
    }
    return total;
  }

  private async oneByOne(practiceId: string, planIds: readonly string[], run: Run): Promise<number> {
    let total = 0;
    for (const only of planIds) {
      if (run.failures.length === MOST_FAILURES) break;
      const { failure, planIds: taken } = await this.batch(practiceId, { atMost: 1, except: [], only });
      if (failure === undefined) total += taken.length;
      else {
        run.failures.push(failure);
        run.except.push(only);
      }
    }
    return total;
  }

  private async batch(practiceId: string, taking: Taking): Promise<Batch> {
    let planIds: string[] = [];
    try {
      await this.unitOfWork.do({ kind: 'system', practiceId, name: 'recall' }, async (tx) => {
        planIds = await takeDue(tx, taking);
        await this.lookAtPlans.execute(tx, planIds);
      });
      return { planIds };
    } catch (failure) {
      // Without plans it is not one of them that fails.
      if (planIds.length === 0) throw failure;
      return { planIds, failure };
    }
  }
}
