import { Injectable } from '@nestjs/common';
import { ok, refuse } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import type { Tx } from '../../platform/database/index.js';
import { slotObstacles } from '../scheduling/domain/index.js';
import { readSchedulingFacts } from '../scheduling/index.js';
import type { Obstacle } from '../scheduling/domain/index.js';
import { requireHand } from './change-status.js';
import { askForClearance, settleArrival } from './clearance-follow-ups.js';
import { bookableAs, isWorsened } from './domain/screening-of-visit.js';
import { isLive, leadingTo, TAKEN_BACK } from './domain/status.js';
import type { Status } from './domain/status.js';
import { requireVisible } from './own-therapist.js';
import { EXCLUSION_REFUSALS } from './refusals.js';
import type { Deferred, Obstructed, WrongStatus } from './refusals.js';
import { REPEAT_APPOINTMENT } from './repeat-appointment.js';
import { ScreenAppointment } from './screen-appointment.js';
import { findAppointment, findAppointmentForChange, isOfClient, updateAppointment } from './storage/appointments.js';
import type { Appointment } from './storage/appointments.js';
import { expireHolds, withBusy } from './storage/busy.js';

export type TakeBackRefusal = WrongStatus | Obstructed | Deferred;

type Restored = Pick<
  Appointment,
  'status' | 'screeningLevel' | 'screeningAccepted' | 'awaitsTherapist' | 'arrivalAnswer'
>;

@Injectable()
export class TakeBack {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly screenAppointment: ScreenAppointment,
  ) {}

  /**
   * Undoes the last change of status, such as a mis-clicked no-show: the appointment stands again where it stood before,
   * and its history keeps both. One that blocked nobody any more must find its place still free and, where it is still to
   * come, is screened as a booking is.
   */
  execute(actor: StaffActor, id: string): Promise<Outcome<Appointment, TakeBackRefusal>> {
    return this.unitOfWork.run<Appointment, TakeBackRefusal>(
      actor,
      async (tx) => {
        const seen = await findAppointment(tx, id);
        requireVisible(actor, seen);
        await tx.lock([seen.therapistId, seen.roomId, ...(seen.clientId ? [seen.clientId] : [])]);
        const row = await findAppointmentForChange(tx, id);
        const before = TAKEN_BACK.includes(row.status) ? await statusBefore(tx, row) : undefined;
        if (!before) return refuse({ kind: 'wrong_status', status: row.status });
        requireHand(actor, leadingTo(row.status));
        const restored = isLive(row.status) ? ok(standing(row, before)) : await this.revive(tx, row, before);
        if (!restored.ok) return restored;
        return ok(await writeTakenBack(tx, row, restored.value));
      },
      { refusals: EXCLUSION_REFUSALS, repeat: REPEAT_APPOINTMENT },
    );
  }

  private async revive(tx: Tx, row: Appointment, before: Status): Promise<Outcome<Restored, TakeBackRefusal>> {
    const taken = await takenMeanwhile(tx, row);
    if (taken.length > 0) return refuse({ kind: 'obstructed', obstacles: taken, nextSlots: [] });
    const [start, now] = [row.startsAt.getTime(), tx.now.getTime()];
    if (!isOfClient(row) || start <= now) return ok({ ...row, status: before });
    const { level } = await this.screenAppointment.execute(tx, row);
    const as = bookableAs(level, { start, now });
    const { clientId, clinicId, serviceId } = row;
    if (as === null) {
      return refuse({ kind: 'screening_defers', level, visit: { clientId, clinicId, serviceId, start } });
    }
    const status = as === 'booked' && before !== 'pending_clearance' ? before : as;
    const { arrivalAnswer } = row;
    return ok({ status, screeningLevel: level, screeningAccepted: level, awaitsTherapist: false, arrivalAnswer });
  }
}

/** What the desk noted at an arrival that was none goes with it; what the client's answers say of the visit stays. */
function standing(row: Appointment, before: Status): Restored {
  if (row.status !== 'arrived') return { ...row, status: before };
  const { screeningLevel: level, screeningAccepted } = row;
  const awaitsTherapist = level !== null && isWorsened(level, screeningAccepted);
  return { ...row, status: before, arrivalAnswer: null, awaitsTherapist };
}

async function writeTakenBack(tx: Tx, row: Appointment, restored: Restored): Promise<Appointment> {
  const { id, clinicId } = row;
  const { status, screeningLevel, screeningAccepted, awaitsTherapist, arrivalAnswer } = restored;
  const screened = { screeningLevel, screeningAccepted, awaitsTherapist, arrivalAnswer };
  const changed = { ...row, ...screened, status, cancelReason: null, cancelNote: null };
  const saved = updateAppointment(tx, changed, { kind: 'take_back', fromStatus: row.status });
  tx.record({ action: 'appointment.taken_back', subjectIds: [id], details: { from: row.status, to: status } });
  tx.emit('appointment.taken_back', { appointmentId: id, clinicId });
  if (status === 'pending_clearance') await askForClearance(tx, saved);
  if (row.status === 'arrived') await settleArrival(tx, id);
  return saved;
}

/** Where the appointment stood before it came to its present status. */
async function statusBefore(tx: Tx, { id, status }: Appointment): Promise<Status | undefined> {
  const [last] = await tx.sql<{ from: Status }>(
    `SELECT from_status AS "from" FROM appointment_events
     WHERE practice_id = $1 AND appointment_id = $2 AND to_status = $3 AND from_status <> $3 AND kind <> 'take_back'
     ORDER BY at DESC, id DESC LIMIT 1`,
    [tx.practiceId, id, status],
  );
  return last?.from;
}

/** Who has taken the therapist's, the room's or the client's time since it was freed. The schedule is not asked again. */
async function takenMeanwhile(tx: Tx, row: Appointment): Promise<Obstacle[]> {
  const { clinicId, therapistId, roomId, serviceId, clientId } = row;
  const start = row.startsAt.getTime();
  const window = { start, end: start + 1 };
  const read = await readSchedulingFacts(tx, {
    ...{ serviceId, clinicIds: [clinicId], therapistIds: [therapistId], roomIds: [roomId], window },
  });
  const { facts, runOut } = await withBusy(tx, read.facts, { clientId, range: read.rangeOf(window), except: row.id });
  await expireHolds(tx, runOut);
  return slotObstacles(facts, { clinicId, therapistId, roomId, start }).filter(({ code }) => code.endsWith('_busy'));
}
