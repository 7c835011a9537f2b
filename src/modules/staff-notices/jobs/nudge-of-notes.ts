import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import type { Fact, FactSubscriber } from '../../../platform/jobs/index.js';
import { planMessages } from '../../messaging/index.js';
import { NOTE_OVERDUE_AFTER_MS } from '../domain/index.js';
import { noteToSign } from '../storage/tasks.js';

/** Tells a therapist of a note that is not signed a day after the visit (DOMAIN.md, Records). */
@Injectable()
export class NudgeOfNotes implements FactSubscriber {
  readonly name = 'staff-notices.nudge-of-notes';
  readonly facts = ['appointment.completed'];

  async handle(tx: Tx, { payload }: Fact): Promise<void> {
    const appointmentId = payload['appointmentId']!;
    const note = await noteToSign(tx, appointmentId);
    if (!note) return;
    const { endsAt, clinicId, membershipId } = note;
    planMessages(tx, [
      {
        ...{
          kind: 'staff_nudge',
          subjectId: appointmentId,
          version: endsAt.toISOString(),
          step: 'note',
          channel: 'email',
        },
        ...{ to: { membershipId }, clinicId, usefulUntil: null },
        dueAt: new Date(endsAt.getTime() + NOTE_OVERDUE_AFTER_MS),
      },
    ]);
  }
}
