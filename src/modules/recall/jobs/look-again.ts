import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { recordsOfPeople } from '../../clients/index.js';
import { lookAtClinic, lookAtPeople, lookAtPlan, lookAtPractice } from '../storage/recall-looks.js';

/** Whose plans a fact may bear on, by what its payload names. */
const FACTS = {
  plan: ['session_plan.changed'],
  visit: [
    'appointment.booked',
    'appointment.pending_clearance',
    'appointment.cleared',
    'appointment.completed',
    'appointment.no_show',
    'appointment.cancelled',
    'appointment.clearance_lapsed',
    'appointment.moved',
    'appointment.taken_back',
  ],
  client: ['client.changed', 'client.merged', 'client.merge_undone', 'risks.noted'],
  task: ['follow_up.opened', 'follow_up.done'],
  clinic: ['schedule.changed', 'clinic.changed'],
  practice: ['practice.changed'],
} as const;

const OF_VISIT = 'SELECT client_id AS id FROM appointments WHERE practice_id = $1 AND id = $2';
const OF_TASK = 'SELECT client_id AS id FROM follow_ups WHERE practice_id = $1 AND id = $2';

/**
 * Says that plans are to be looked at again. It works out nothing: what is true is asked by whoever looks, so that facts which come
 * late, or in another order, do no harm.
 */
@Injectable()
export class LookAgain implements FactSubscriber {
  readonly name = 'recall.look-again';
  readonly facts = Object.values(FACTS).flat();

  async handle(tx: Tx, { fact, payload }: Fact): Promise<void> {
    const isOf = (subject: keyof typeof FACTS): boolean => (FACTS[subject] as readonly string[]).includes(fact);
    const { planId, appointmentId, followUpId, clinicId, roomId, therapistId } = payload;
    if (isOf('plan')) lookAtPlan(tx, planId!);
    if (isOf('practice')) return lookAtPractice(tx);
    if (isOf('clinic')) {
      // A room or a therapist who is away closes no clinic.
      return clinicId && !roomId && !therapistId ? lookAtClinic(tx, clinicId) : undefined;
    }
    if (isOf('visit')) return lookAtClientOf(tx, OF_VISIT, appointmentId!);
    if (isOf('task')) return lookAtClientOf(tx, OF_TASK, followUpId!);
    return lookAtClients(tx, [payload['clientId'], payload['sourceId'], payload['targetId']]);
  }
}

async function lookAtClientOf(tx: Tx, statement: string, id: string): Promise<void> {
  const [row] = await tx.sql<{ id: string | null }>(statement, [tx.practiceId, id]);
  await lookAtClients(tx, [row?.id]);
}

async function lookAtClients(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<void> {
  const people = await recordsOfPeople(
    tx,
    ids.filter((id) => id !== null && id !== undefined),
  );
  const records = [...new Set([...people.values()].flat())];
  if (records.length > 0) lookAtPeople(tx, records);
}
