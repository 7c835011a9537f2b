import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { ClientActor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { RescheduleAppointment } from '../appointments/index.js';
import type { MoveRefusal } from '../appointments/index.js';
import { ownVisit } from './own-visit.js';
import type { NotByClient, OwnVisit } from './own-visit.js';

export interface WishedMove {
  readonly appointmentId: string;
  /** The start that they have read of. */
  readonly from: Date;
  readonly startsAt: Date;
  /** With the therapist whom the visit is with, or with whoever is free and fits best. */
  readonly sameTherapist: boolean;
}

/** The time is taken by now, or was never free. */
interface Taken {
  readonly kind: 'taken';
  /** The next starts that are free, soonest first, epoch ms. */
  readonly next: readonly number[];
}

/** The practice has to look at it first: for whatever reason, which is not told here. */
interface NotOnline {
  readonly kind: 'not_online';
}

export type NotMoved = NotByClient | Taken | NotOnline;

/** A client moves a visit of theirs, by the same rules as the desk and before the practice's notice. */
@Injectable()
export class MoveVisit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rescheduling: RescheduleAppointment,
  ) {}

  /** Throws `NotFound` where the visit is not theirs. */
  async execute(actor: ClientActor, wish: WishedMove): Promise<Outcome<OwnVisit, NotMoved>> {
    const { appointmentId: id, from, startsAt, sameTherapist } = wish;
    const visit = await this.read(actor, id);
    const { version, acts } = visit;
    if (acts.change === 'closed') return refuse({ kind: 'closed' });
    const isAt = (start: Date): boolean => visit.startsAt.getTime() === start.getTime();
    // Sent twice, by a double tap or a page that was kept: it is where they want it.
    if (isAt(startsAt)) return ok(visit);
    if (acts.change === 'late') return refuse({ kind: 'late' });
    if (!isAt(from)) return refuse({ kind: 'changed' });
    const therapistId = sameTherapist ? undefined : null;
    const moved = await this.rescheduling.execute(actor, { id, version, startsAt, therapistId, overrideReason: null });
    return moved.ok ? ok(await this.read(actor, id)) : refuse(notMoved(moved.refusal));
  }

  private read(actor: ClientActor, id: string): Promise<OwnVisit> {
    return this.unitOfWork.do(actor, (tx) => ownVisit(tx, actor.clientId, id));
  }
}

function notMoved(refusal: MoveRefusal): NotMoved {
  switch (refusal.kind) {
    case 'obstructed':
      return { kind: 'taken', next: refusal.nextSlots.map(({ start }) => start) };
    case 'screening_defers':
      return { kind: 'not_online' };
    case 'stale_version':
    case 'wrong_status':
      return { kind: 'changed' };
  }
}
