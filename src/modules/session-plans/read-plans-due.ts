import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { DueState } from './domain/index.js';
import { standingOf } from './plan-standing.js';
import { activePlans } from './storage/session-plans.js';

/** A client who is to be asked to come: what the front desk knows of a plan. */
export interface PlanDue {
  readonly planId: string;
  /** The record that stands for the client today. */
  readonly clientId: string;
  readonly interval: string;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly state: DueState;
  readonly upcomingId: string | null;
}

export interface PlansDueQuery {
  readonly clinicId: string | null;
  readonly states: readonly DueState[];
  readonly latestFirst: boolean;
  /** The due date and the id of the last plan of the page before. */
  readonly after: readonly [dueOn: string, planId: string] | undefined;
  readonly limit: number;
}

/** The recall list. Opens nothing that is sealed. */
@Injectable()
export class ReadPlansDue {
  /** By due date. Archived clients are on no list. */
  async execute(tx: Tx, { clinicId, states, latestFirst, after, limit }: PlansDueQuery): Promise<PlanDue[]> {
    const plans = await activePlans(tx, clinicId);
    const standing = await standingOf(tx, plans);
    const due = plans.flatMap(({ id: planId, interval }) => {
      const { clientId, isArchived, nextDueOn, dueState, upcomingId } = standing.get(planId)!;
      const listed = !isArchived && nextDueOn !== null && dueState !== null && states.includes(dueState);
      return listed ? [{ planId, clientId, interval, dueOn: nextDueOn, state: dueState, upcomingId }] : [];
    });
    const order = (a: PlanDue, b: PlanDue): number => byDueDate(a, b) * (latestFirst ? -1 : 1);
    due.sort(order);
    const begin = after ? { dueOn: after[0], planId: after[1] } : undefined;
    const rest = begin ? due.filter((one) => order(one, { ...one, ...begin }) > 0) : due;
    return rest.slice(0, limit);
  }
}

function byDueDate(a: PlanDue, b: PlanDue): number {
  const [one, other] = [`${a.dueOn} ${a.planId}`, `${b.dueOn} ${b.planId}`];
  return one < other ? -1 : Number(one > other);
}
