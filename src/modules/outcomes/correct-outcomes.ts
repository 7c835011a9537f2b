import { Injectable } from '@nestjs/common';
import { NotFound, ok } from '../../kernel/index.js';
import type { Outcome, StaffActor } from '../../kernel/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import type { Score } from './domain/score.js';
import { ReadMeasurements } from './read-measurements.js';
import type { ReadMeasurement } from './read-measurements.js';
import { RecordMeasurement } from './record-measurement.js';
import { findMeasurement, replacementOf } from './storage/measurements.js';

/** Somebody has corrected this measurement already: the newer one is to be corrected instead. */
export interface AlreadyCorrected {
  readonly kind: 'already_corrected';
  readonly replacedById: string;
}

@Injectable()
export class CorrectOutcomes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly access: ClinicalAccess,
    private readonly recordMeasurement: RecordMeasurement,
    private readonly readMeasurements: ReadMeasurements,
  ) {}

  /** Writes a measurement that stands for another one, which stays as it is. Without scores it takes all of them back. Throws as `RecordOutcomes` does. */
  execute(
    actor: StaffActor,
    { id, scores }: { readonly id: string; readonly scores: readonly Score[] },
  ): Promise<Outcome<ReadMeasurement, AlreadyCorrected>> {
    return this.unitOfWork.run<ReadMeasurement, AlreadyCorrected>(
      actor,
      async (tx) => {
        const wrong = await findMeasurement(tx, id);
        if (!wrong) throw new NotFound('measurement', id);
        await this.requireToWrite(tx, wrong);
        await tx.lock([wrong.id]);
        const replacedById = await replacementOf(tx, wrong.id);
        if (replacedById) return { ok: false, refusal: { kind: 'already_corrected', replacedById } };
        const { clientId, appointmentId, moment, takenAt } = wrong;
        const correction = { clientId, appointmentId, moment, takenAt, scores, replacesId: wrong.id };
        return ok(await this.readMeasurements.one(tx, await this.recordMeasurement.execute(tx, correction)));
      },
      { repeat: this.readMeasurements.repeat },
    );
  }

  /** Whoever may not read the client's record does not learn either that this measurement is there. */
  private async requireToWrite(
    tx: Parameters<ClinicalAccess['require']>[0],
    { id, clientId }: { id: string; clientId: string },
  ): Promise<void> {
    const readable = await this.access.readable(tx, [clientId]);
    if (!readable.has(clientId)) throw new NotFound('measurement', id);
    await this.access.requireToWrite(tx, clientId);
  }
}
