import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { PlanCheckIn } from '../plan-check-in.js';

/** Has the check-in of a visit planned, replanned or called off. */
@Injectable()
export class PlanCheckIns implements FactSubscriber {
  readonly name = 'check-ins.plan';
  readonly facts = ['appointment.completed', 'appointment.taken_back', 'session_note.signed'] as const;

  constructor(private readonly plan: PlanCheckIn) {}

  handle(tx: Tx, { payload }: Fact): Promise<void> {
    return this.plan.execute(tx, payload['appointmentId']!);
  }
}
