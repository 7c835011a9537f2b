import { Injectable } from '@nestjs/common';
import { Forbidden, ok, refuse } from '../../kernel/index.js';
import type { Actor, Outcome } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { MOVED_FROM } from './domain/status.js';
import { FindNextSlots } from './find-next-slots.js';
import { blockedColumns, PlaceVisit } from './place-visit.js';
import type { Placed, VisitWish } from './place-visit.js';
import { takeOnAsScreened } from './clearance-follow-ups.js';
import { EXCLUSION_REFUSALS } from './refusals.js';
import type { MoveRefusal } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { clientOf, requireOwnVisit } from './require-self.js';
import { findAppointment, findAppointmentForChange, updateAppointment } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';

export interface Move {
  readonly id: string;
  /** The version that the mover has seen. */
  readonly version: number;
  /** What stays undefined stays as it is; a therapist of null means whoever is free and fits best. */
  readonly startsAt?: Date;
  readonly therapistId?: string | null;
  /** Undefined or null: the present room where it is free, else any that fits. */
  readonly roomId?: string | null;
  readonly overrideReason: string | null;
}

@Injectable()
export class RescheduleAppointment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly placeVisit: PlaceVisit,
    private readonly findNextSlots: FindNextSlots,
  ) {}

  /** A client moves visits of their own, before they begin. Throws `NotFound` for an id that is not the practice's, or not the client's. */
  async execute(actor: Actor, move: Move): Promise<Outcome<Appointment, MoveRefusal>> {
    let wish: VisitWish | undefined;
    const outcome = await this.unitOfWork.run<Appointment, MoveRefusal>(
      actor,
      async (tx) => {
        const seen = await findAppointment(tx, move.id);
        await requireMover(tx, seen, move);
        if (!MOVED_FROM.includes(seen.status)) return refuse({ kind: 'wrong_status', status: seen.status });
        wish = wishOf(seen, move);
        return this.moveUnderLocks(tx, wish, move);
      },
      { refusals: EXCLUSION_REFUSALS, repeat: REPEAT_APPOINTMENT },
    );
    if (outcome.ok || outcome.refusal.kind !== 'obstructed' || !wish) return outcome;
    return refuse({ ...outcome.refusal, nextSlots: await this.findNextSlots.execute(actor, wish) });
  }

  private async moveUnderLocks(tx: Tx, wish: VisitWish, move: Move): Promise<Outcome<Appointment, MoveRefusal>> {
    const placed = await this.placeVisit.execute(tx, wish);
    const present = await findAppointmentForChange(tx, move.id);
    if (present.version !== move.version) return refuse({ kind: 'stale_version', currentVersion: present.version });
    if (!MOVED_FROM.includes(present.status) || isTooLate(tx, present)) {
      return refuse({ kind: 'wrong_status', status: present.status });
    }
    if (!placed.ok) return placed;
    const saved = updateAppointment(tx, movedTo(present, placed.value, move.overrideReason), {
      kind: 'move',
      fromStatus: present.status,
      change: { from: placeOf(present), to: { startsAt: placed.value.blocks.visit.start, ...idsOf(placed.value) } },
      reason: move.overrideReason,
    });
    tx.record({ action: 'appointment.moved', subjectIds: [move.id], details: { overridden: placed.value.overridden } });
    tx.emit('appointment.moved', { appointmentId: move.id, clinicId: present.clinicId });
    await takeOnAsScreened(tx, saved);
    return ok(saved);
  }
}

/** A client moves visits of their own, and sets no rule aside. Throws `NotFound` and `Forbidden`. */
async function requireMover(tx: Tx, visit: Appointment, { overrideReason }: Move): Promise<void> {
  const clientId = clientOf(tx.actor);
  if (clientId === null) return;
  await requireOwnVisit(tx, visit, clientId);
  if (overrideReason !== null) throw new Forbidden('This step is for the front desk.');
}

/** What has begun only the desk may still move. */
const isTooLate = ({ actor, now }: Tx, { startsAt }: Appointment): boolean =>
  actor.kind === 'client' && startsAt <= now;

function wishOf(seen: Appointment, move: Move): VisitWish {
  const { clinicId, serviceId, clientId } = seen;
  return {
    ...{ clinicId, serviceId, clientId },
    start: (move.startsAt ?? seen.startsAt).getTime(),
    therapistId: move.therapistId === undefined ? seen.therapistId : move.therapistId,
    roomId: move.roomId ?? null,
    keepRoomId: seen.roomId,
    moving: { id: seen.id, therapistId: seen.therapistId, resources: [seen.therapistId, seen.roomId] },
    timeStands: !move.startsAt || move.startsAt.getTime() === seen.startsAt.getTime(),
    clientStands: true,
    override: move.overrideReason !== null,
  };
}

/** The price stays as booked. A confirmation was of the old time, and does not hold for a new one. */
function movedTo(present: Appointment, placed: Placed, overrideReason: string | null): Appointment {
  const sameTime = present.startsAt.getTime() === placed.blocks.visit.start;
  const confirmed = sameTime && present.status === 'confirmed' && placed.status === 'booked';
  return {
    ...present,
    ...blockedColumns(placed.blocks),
    ...idsOf(placed),
    status: confirmed ? 'confirmed' : placed.status,
    ...{ screeningLevel: placed.screeningLevel, screeningAccepted: placed.screeningLevel, awaitsTherapist: false },
    overriddenRules: placed.overridden,
    overrideReason: placed.overridden.length > 0 ? overrideReason : null,
  };
}

const idsOf = ({ therapistId, roomId }: Pick<Placed, 'therapistId' | 'roomId'>) => ({ therapistId, roomId });
const placeOf = (row: Appointment) => ({ startsAt: row.startsAt.getTime(), ...idsOf(row) });
