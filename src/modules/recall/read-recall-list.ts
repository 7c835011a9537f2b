import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { recordsOfPeople } from '../clients/index.js';
import type { DueState } from '../session-plans/domain/index.js';
import { plansById } from '../session-plans/index.js';
import { AssessPlans } from './assess-plans.js';
import type { AssessedPlan } from './assess-plans.js';
import type { NoReminderReason } from './domain/index.js';
import { listedPlans } from './storage/listed-plans.js';
import type { ListPosition } from './storage/listed-plans.js';
import type { PlannedReminder } from './storage/reminders.js';

export interface RecallListQuery {
  readonly clinicId: string | null;
  /** Of this client only, with the records that were merged with theirs. Null: of everybody. */
  readonly clientId: string | null;
  readonly states: readonly DueState[];
  /** Null: whatever the reason, or none. */
  readonly reasons: readonly NoReminderReason[] | null;
  readonly latestFirst: boolean;
  readonly after: ListPosition | undefined;
  readonly limit: number;
}

/** A client who is to be asked to come: what the front desk knows of a plan. Dates are YYYY-MM-DD. */
export interface ListedPlan {
  /** Where it stands in the list. */
  readonly position: ListPosition;
  readonly planId: string;
  /** The record that stands for the client today. */
  readonly clientId: string;
  readonly interval: string;
  readonly dueOn: string;
  readonly state: DueState;
  readonly upcomingId: string | null;
  readonly reason: NoReminderReason | null;
  /** Those of this due date, the first one first. */
  readonly reminders: readonly PlannedReminder[];
}

/** Pages that come out empty since the index is behind are gone on from; so many are read at most for one. */
const MOST_READS = 20;

/** The recall list: in the order in which plans were found to be due, each as it stands now. Opens nothing that is sealed to be shown. */
@Injectable()
export class ReadRecallList {
  constructor(private readonly assessPlans: AssessPlans) {}

  async execute(tx: Tx, query: RecallListQuery): Promise<ListedPlan[]> {
    const clientIds = await recordsAskedFor(tx, query.clientId);
    const listed: ListedPlan[] = [];
    let after = query.after;
    for (let read = 0; read < MOST_READS && listed.length < query.limit; read += 1) {
      const page = await listedPlans(tx, { ...query, clientIds, after });
      listed.push(...(await this.asTheyStand(tx, page, query)));
      after = page.at(-1);
      if (page.length < query.limit) break;
    }
    return listed.slice(0, query.limit);
  }

  /** What has changed since it was looked at, and does not belong here any more, is left out. */
  private async asTheyStand(
    tx: Tx,
    page: readonly ListPosition[],
    { states, reasons }: RecallListQuery,
  ): Promise<ListedPlan[]> {
    const planIds = page.map(([, planId]) => planId);
    const assessed = await this.assessPlans.execute(tx, await plansById(tx, planIds));
    return page.flatMap((position) => {
      const one = assessed.get(position[1]);
      if (!one || !states.includes(one.state)) return [];
      if (reasons && !(one.reason && reasons.includes(one.reason))) return [];
      return [{ position, ...listedPlan(one) }];
    });
  }
}

/** Null: no client is asked for. None for one who is not there. */
async function recordsAskedFor(tx: Tx, clientId: string | null): Promise<readonly string[] | null> {
  if (clientId === null) return null;
  return (await recordsOfPeople(tx, [clientId])).get(clientId.toLowerCase()) ?? [];
}

const listedPlan = ({ plan, standing, input, state, reason, reminders }: AssessedPlan) => ({
  ...{ planId: plan.id, clientId: standing.clientId, interval: plan.interval, dueOn: input.dueOn },
  ...{ state, reason, reminders, upcomingId: standing.upcomingId },
});
