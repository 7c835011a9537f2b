import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { planVisitMessages } from '../plan-visit-messages.js';
import { visitsToCome, visitsToComeOf } from '../storage/visits-to-tell.js';

/** So many visits are planned for in one unit, after the practice has changed its rules. */
const PAGE = 200;

/**
 * Plans the messages of a visit after whatever happened to it. Bookings do no more for it than to tell that they were made: what is
 * planned follows here, from what is true by then.
 */
@Injectable()
export class PlanMessages implements FactSubscriber {
  readonly name = 'reminders.plan-messages';
  readonly facts = [
    'appointment.booked',
    'appointment.pending_clearance',
    'appointment.cleared',
    'appointment.confirmed',
    'appointment.arrived',
    'appointment.completed',
    'appointment.no_show',
    'appointment.cancelled',
    'appointment.clearance_lapsed',
    'appointment.moved',
    'appointment.taken_back',
    'appointment.rescreened',
    // A visit may be another person's from then on. After a merge its messages go to whom the record was merged into, by themselves.
    'client.merge_undone',
    'reminders.settings_changed',
  ];

  async handle(tx: Tx, { fact, payload }: Fact): Promise<void> {
    if (fact === 'reminders.settings_changed') return this.planAnew(tx, payload['after'] ?? null);
    if (fact === 'client.merge_undone') {
      return planVisitMessages(tx, await visitsToComeOf(tx, [payload['sourceId']!, payload['targetId']!]));
    }
    return planVisitMessages(tx, [payload['appointmentId']!]);
  }

  /** Every visit that is still to come, page by page: the rest is another fact's work. */
  private async planAnew(tx: Tx, after: string | null): Promise<void> {
    const ids = await visitsToCome(tx, { after, atMost: PAGE });
    await planVisitMessages(tx, ids);
    if (ids.length === PAGE) tx.emit('reminders.settings_changed', { after: ids.at(-1)! });
  }
}
