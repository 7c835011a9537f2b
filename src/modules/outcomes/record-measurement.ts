import { Injectable } from '@nestjs/common';
import { InvalidInput, newId } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import type { Moment } from './domain/measurement.js';
import { scoresViolations } from './domain/score.js';
import type { Score } from './domain/score.js';
import { insertMeasurement, sealScores } from './storage/measurements.js';

export interface NewMeasurement {
  /** The record under which it is written; the caller has asked whether the actor may. */
  readonly clientId: string;
  /** A visit of that person. */
  readonly appointmentId: string | null;
  readonly moment: Moment;
  readonly takenAt: Date;
  readonly scores: readonly Score[];
  /** The measurement that it corrects. */
  readonly replacesId?: string | null;
}

/** Writes scores down in a unit that is open: the note that is signed, the answer that comes in, and the scores of both. */
@Injectable()
export class RecordMeasurement {
  constructor(private readonly vault: Vault) {}

  /**
   * Gives the id of the measurement. Throws `InvalidInput` for scores that break a rule, in the future, or none at all
   * (but for a correction, which may take all of them back), and `RecordErased`.
   */
  async execute(tx: Tx, measurement: NewMeasurement): Promise<string> {
    const { clientId, appointmentId, moment, takenAt, scores, replacesId = null } = measurement;
    refuseUnsound(tx, measurement);
    const id = newId();
    const key = await this.vault.keyOf(tx, clientId);
    insertMeasurement(tx, {
      ...{ id, clientId, appointmentId, moment, takenAt, replacesId },
      recordedAt: tx.now,
      recordedBy: tx.actor.kind === 'staff' ? tx.actor.membershipId : null,
      scores: sealScores(key, id, scores),
    });
    const corrected = replacesId ? { replacesId } : {};
    tx.record({ action: 'measurement.recorded', subjectIds: [id, clientId], details: { moment, ...corrected } });
    tx.emit('measurement.recorded', { measurementId: id, clientId });
    return id;
  }
}

function refuseUnsound(tx: Tx, { takenAt, scores, replacesId }: NewMeasurement): void {
  const violations = scoresViolations(scores);
  if (violations.length > 0) throw new InvalidInput(violations);
  if (scores.length === 0 && !replacesId) throw InvalidInput.of('scores', 'minSize', 'scores must not be empty');
  if (takenAt > tx.now) throw InvalidInput.of('takenAt', 'past', 'takenAt must not be in the future');
}
