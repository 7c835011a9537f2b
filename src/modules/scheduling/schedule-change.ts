/**
 * Whose schedule has changed, and the time in which that may leave visits without a place. Null ids set no bound: a
 * change with only a clinic concerns everybody there.
 */
export interface ScheduleChange {
  readonly clinicId: string | null;
  readonly roomId: string | null;
  readonly therapistId: string | null;
  readonly from: Date;
  /** Null: for good. */
  readonly to: Date | null;
}

interface Spanned {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cancelledAt: Date | null;
}

/** What time off may affect; null once it is cancelled, since that only gives time back. */
export function changeByTimeOff(timeOff: Spanned & { readonly therapistId: string }): ScheduleChange | null {
  const { therapistId, startsAt, endsAt, cancelledAt } = timeOff;
  return cancelledAt ? null : { clinicId: null, roomId: null, therapistId, from: startsAt, to: endsAt };
}

/** What a closure may affect; null once it is cancelled, since that only gives time back. */
export function changeByClosure(
  closure: Spanned & { readonly clinicId: string; readonly roomId: string | null },
): ScheduleChange | null {
  const { clinicId, roomId, startsAt, endsAt, cancelledAt } = closure;
  return cancelledAt ? null : { clinicId, roomId, therapistId: null, from: startsAt, to: endsAt };
}

/** What every payload of a change carries for those who know the visits; not part of the schema. */
export interface ScheduleChanged {
  readonly change: ScheduleChange | null;
}
