import type { StaleVersion } from '../../platform/database/index.js';
import type { Obstacle, Slot } from '../scheduling/domain/index.js';
import type { VerdictLevel } from '../screening/domain/index.js';
import type { Status } from './domain/status.js';

/** The wish breaks rules. `nextSlots` are the next starts that can be booked for the same wish, soonest first. */
export interface Obstructed {
  readonly kind: 'obstructed';
  readonly obstacles: readonly Obstacle[];
  readonly nextSlots: readonly Slot[];
}

/** A client, a service and a time, as screening asks for them. */
export interface AskedVisit {
  readonly clientId: string;
  readonly clinicId: string;
  readonly serviceId: string;
  /** Epoch ms. */
  readonly start: number;
}

/** By the client's answers the service is not possible on that date, or no clearance can come in time. Never why. */
export interface Deferred {
  readonly kind: 'screening_defers';
  readonly level: VerdictLevel;
  readonly visit: AskedVisit;
}

/** The session starts once the treating therapist has decided about the visit. */
export interface DecisionNeeded {
  readonly kind: 'decision_needed';
  readonly appointmentId: string;
}

/** The hold was booked or released by somebody. */
export interface HoldGone {
  readonly kind: 'hold_gone';
}

/** What was asked for is not possible from this status. */
export interface WrongStatus {
  readonly kind: 'wrong_status';
  readonly status: Status;
}

export interface TooEarly {
  readonly kind: 'too_early';
  readonly possibleFrom: Date;
}

/** One of many moves names what is not there, or what cannot be. */
export interface NotPossible {
  readonly kind: 'not_possible';
  readonly reason: string;
}

export type BookingRefusal = Obstructed | Deferred | HoldGone;
export type MoveRefusal = Obstructed | Deferred | WrongStatus | StaleVersion;
export type StatusRefusal = WrongStatus | TooEarly;
export type StartRefusal = StatusRefusal | DecisionNeeded | Deferred;

const obstructedBy = (code: 'therapist_busy' | 'room_busy' | 'client_busy') => (): Obstructed => ({
  kind: 'obstructed',
  obstacles: [{ code }],
  nextSlots: [],
});

/** What the exclusion constraints would say to a booking that no lock had kept out. */
export const EXCLUSION_REFUSALS = {
  appointments_therapist_free: obstructedBy('therapist_busy'),
  appointments_room_free: obstructedBy('room_busy'),
  appointments_client_free: obstructedBy('client_busy'),
};
