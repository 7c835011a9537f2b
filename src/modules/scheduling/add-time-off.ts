import { Injectable } from '@nestjs/common';
import { InvalidInput, newId } from '../../kernel/index.js';
import type { Actor } from '../../kernel/index.js';
import { findOne, repeatOf, UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { Clinic } from '../practices/index.js';
import { spanOfTime } from './domain/span-of-time.js';
import type { SpanGiven } from './domain/span-of-time.js';
import type { TimeOffKind } from './domain/time-off-kind.js';
import { clinicsOf, findTherapist } from './storage/therapists.js';
import { TimeOff } from './storage/time-off.entity.js';

export interface TimeOffDraft extends SpanGiven {
  readonly therapistId: string;
  readonly kind: TimeOffKind;
  /** Whose calendar `firstDay` and `lastDay` mean. */
  readonly clinicId?: string | null;
}

@Injectable()
export class AddTimeOff {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Takes a therapist out of the schedule, also where they have visits: those stay until somebody moves them. Throws
   * `InvalidInput` for a span that is none, and `NotFound` for ids of no record.
   */
  execute(actor: Actor, draft: TimeOffDraft): Promise<TimeOff> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const { therapistId, kind } = draft;
        await tx.lock([therapistId]);
        await findTherapist(tx, therapistId);
        const { start, end } = await spanOfTime(draft, () => zoneOfDays(tx, draft));
        const id = newId();
        const span = { startsAt: new Date(start), endsAt: new Date(end), cancelledAt: null, createdAt: tx.now };
        const timeOff = tx.manager.create(TimeOff, { practiceId: tx.practiceId, id, therapistId, kind, ...span });
        await tx.manager.insert(TimeOff, timeOff);
        tx.record({ action: 'time_off.added', subjectIds: [id, therapistId], details: { kind } });
        tx.emit('schedule.changed', { therapistId });
        return timeOff;
      },
      repeatOf(TimeOff, 'time off'),
    );
  }
}

/** Days are the named clinic's; without a name those of the therapist's clinics, where all are in one zone. */
async function zoneOfDays(tx: Tx, { therapistId, clinicId }: TimeOffDraft): Promise<string> {
  if (clinicId) return (await findOne(tx, Clinic, 'clinic', clinicId)).timeZone;
  const [zone, another] = new Set((await clinicsOf(tx, therapistId)).map((clinic) => clinic.zone));
  if (zone !== undefined && another === undefined) return zone;
  throw InvalidInput.of(
    'clinicId',
    'oneZone',
    'Say with clinicId whose days these are: this therapist has no clinic, or clinics in several time zones.',
  );
}
