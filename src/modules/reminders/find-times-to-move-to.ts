import { Injectable } from '@nestjs/common';
import type { ClientActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { FindOpenSlots } from '../appointments/index.js';
import { dateOfDay, dayOfDate, localDate } from '../scheduling/domain/index.js';
import { ownVisit } from './own-visit.js';
import type { OwnVisit } from './own-visit.js';

/** A start that the visit could move to. */
export interface FreeTime {
  /** Epoch ms. */
  readonly start: number;
  /** YYYY-MM-DD in the clinic's calendar. */
  readonly date: string;
  /** With the therapist whom the visit is with. */
  readonly isSameTherapist: boolean;
}

export interface TimesToMoveTo {
  readonly visit: OwnVisit;
  /** The first of `DAYS` dates of the clinic's calendar. */
  readonly from: string;
  /** The first date of the days before, null where those are past; and of the days after. */
  readonly earlier: string | null;
  readonly later: string;
  readonly times: readonly FreeTime[];
}

export const DAYS = 7;

/** Where a client could move a visit of theirs: by the schedule, the notice and the other visits that the desk goes by. */
@Injectable()
export class FindTimesToMoveTo {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findOpenSlots: FindOpenSlots,
  ) {}

  /** `from` is a date that somebody asks for; null, or what is past or none: today. Throws `NotFound` where the visit is not theirs. */
  execute(actor: ClientActor, appointmentId: string, from: string | null): Promise<TimesToMoveTo> {
    return this.unitOfWork.do(actor, async (tx) => {
      const visit = await ownVisit(tx, actor.clientId, appointmentId);
      const today = localDate(visit.zone, tx.now.getTime());
      const first = firstDate(from, today);
      const slots = await this.findOpenSlots.execute(tx, {
        ...{ serviceId: visit.serviceId, clinicIds: [visit.clinicId], therapistIds: null, condition: null },
        ...{ from: first, days: DAYS, clientId: visit.clientId, order: 'earliest', movingId: visit.id },
      });
      const times = slots
        .filter(({ start }) => start !== visit.startsAt.getTime())
        .map(({ start, localDate: date, therapists }): FreeTime => {
          return {
            start,
            date,
            isSameTherapist: therapists.some(({ therapistId }) => therapistId === visit.therapistId),
          };
        });
      const earlier = first === today ? null : later(first, -DAYS);
      return {
        visit,
        from: first,
        earlier: earlier && earlier < today ? today : earlier,
        later: later(first, DAYS),
        times,
      };
    });
  }
}

const later = (date: string, days: number): string => dateOfDay(dayOfDate(date) + days);

/** Years ahead nobody books, and a search has to end somewhere. */
const FARTHEST_DAYS = 2 * 366;

function firstDate(asked: string | null, today: string): string {
  const isDate = asked !== null && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(dayOfDate(asked));
  if (!isDate) return today;
  const date = dateOfDay(dayOfDate(asked));
  return date > today && date < later(today, FARTHEST_DAYS) ? date : today;
}
