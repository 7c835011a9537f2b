import { Injectable } from '@nestjs/common';
import { Vault } from '../../platform/crypto/index.js';
import type { Tx } from '../../platform/database/index.js';
import { extentOf, RecordPart } from '../clinical-access/index.js';
import type { Json, RecordEntry, RecordExtent } from '../clinical-access/index.js';
import type { Measurement } from './domain/measurement.js';
import type { Score } from './domain/score.js';
import { measurementsOf, openMeasurement } from './storage/measurements.js';

const MOVEMENT = { type: ['object', 'null'], required: ['joint', 'movement', 'side'] };
const SCORE = {
  type: 'object',
  additionalProperties: false,
  required: ['instrument', 'movement', 'value'],
  properties: { instrument: { type: 'string' }, movement: MOVEMENT, value: { type: 'number' } },
};

/** The client's scores, moment by moment; a correction stands beside what it replaces. */
@Injectable()
export class OutcomesPart extends RecordPart {
  readonly name = 'outcomes';
  readonly title = 'Outcomes';
  readonly schema = {
    type: 'object',
    additionalProperties: false,
    required: ['date', 'moment', 'appointmentId', 'replacesId', 'scores'],
    properties: {
      date: { type: 'string', format: 'date' },
      moment: { enum: ['intake', 'before', 'after', 'check_in'] },
      appointmentId: { type: ['string', 'null'], format: 'uuid' },
      replacesId: { type: ['string', 'null'], format: 'uuid' },
      scores: { type: 'array', items: SCORE },
    },
  };

  constructor(private readonly vault: Vault) {
    super();
  }

  async read(tx: Tx, recordIds: readonly string[]): Promise<RecordEntry[]> {
    const keys = await this.vault.keysOf(tx, recordIds);
    const rows = await measurementsOf(tx, [...keys.keys()]);
    return rows
      .map((row) => openMeasurement(keys.get(row.clientId)!, row))
      .sort((a, b) => a.takenAt - b.takenAt)
      .map(toEntry);
  }

  extent(tx: Tx, recordIds: readonly string[]): Promise<RecordExtent | null> {
    return extentOf(tx, 'measurements', 'recorded_at', recordIds);
  }
}

function toEntry({ id, clientId, takenAt, date, moment, appointmentId, replacesId, scores }: Measurement): RecordEntry {
  const data = { date, moment, appointmentId, replacesId, scores: scores as unknown as Json };
  const rows = scores.map((score) => [nameOf(score), String(score.value)] as const);
  const title = `Scores, ${moment.replaceAll('_', ' ')}${replacesId === null ? '' : ' (a correction)'}`;
  const print = [{ kind: 'table' as const, columns: ['Instrument', 'Value'], rows }];
  return { id, clientId, at: new Date(takenAt), title, data, print };
}

function nameOf({ instrument, movement }: Score): string {
  const parts = movement ? [instrument, movement.joint, movement.movement, movement.side] : [instrument];
  return parts.filter(Boolean).join(', ').replaceAll('_', ' ');
}
