import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { CLIENT_FACTS, recordsOfPeople } from '../../clients/index.js';
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
    // What the client has agreed to may be another channel from then on, and after a merge was undone a visit another person's.
    ...CLIENT_FACTS,
    'reminders.settings_changed',
  ];

  async handle(tx: Tx, { fact, payload }: Fact): Promise<void> {
    if (fact === 'reminders.settings_changed') return this.planAnew(tx, payload['after'] ?? null);
    if (CLIENT_FACTS.some((one) => one === fact)) {
      const people = await recordsOfPeople(tx, Object.values(payload));
      return planVisitMessages(tx, await visitsToComeOf(tx, [...new Set([...people.values()].flat())]));
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
