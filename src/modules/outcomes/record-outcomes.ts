import { Injectable } from '@nestjs/common';
import { InvalidInput, NotFound } from '../../kernel/index.js';
import type { StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { Moment } from './domain/measurement.js';
import type { Score } from './domain/score.js';
import { ReadMeasurements } from './read-measurements.js';
import type { ReadMeasurement } from './read-measurements.js';
import { RecordMeasurement } from './record-measurement.js';
import { visitStart } from './storage/treatments.js';

export interface OutcomesDraft {
  readonly clientId: string;
  readonly appointmentId: string | null;
  readonly moment: Moment;
  /** Null: now. */
  readonly takenAt: Date | null;
  readonly scores: readonly Score[];
}

/** Scores that a therapist enters beside a note: at intake, in the room, or on the phone. */
@Injectable()
export class RecordOutcomes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ClinicalAccess,
    private readonly recordMeasurement: RecordMeasurement,
    private readonly readMeasurements: ReadMeasurements,
  ) {}

  /**
   * Throws `NotFound` for a client, or a visit of theirs, that is not there, `Forbidden` for whoever does not treat the
   * client, and as `RecordMeasurement` does.
   */
  execute(actor: StaffActor, draft: OutcomesDraft): Promise<ReadMeasurement> {
    return this.unitOfWork.do(
      actor,
      async (tx) => {
        const { clientId, appointmentId, moment } = draft;
        const records = await this.access.requireToWrite(tx, clientId);
        if (needsVisit(moment) && !appointmentId) {
          throw InvalidInput.of('appointmentId', 'required', 'appointmentId must say before or after which visit');
        }
        if (appointmentId && !(await visitStart(tx, appointmentId, records))) {
          throw new NotFound('appointment', appointmentId);
        }
        const takenAt = draft.takenAt ?? tx.now;
        const id = await this.recordMeasurement.execute(tx, { ...draft, takenAt });
        return this.readMeasurements.one(tx, id);
      },
      this.readMeasurements.repeat,
    );
  }
}

const needsVisit = (moment: Moment): boolean => moment === Moment.BEFORE || moment === Moment.AFTER;
