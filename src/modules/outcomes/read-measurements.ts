import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/index.js';
import { Vault } from '../../platform/crypto/index.js';
import type { ClientKey } from '../../platform/crypto/index.js';
import type { Repeat, Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import type { Measurement } from './domain/measurement.js';
import { findMeasurement, measurementsOf, measurementsPage, openMeasurement } from './storage/measurements.js';
import type { MeasurementRow } from './storage/measurements.js';

/** A measurement, and what of its row the domain has no use for. */
export type ReadMeasurement = Measurement & Pick<MeasurementRow, 'recordedBy'>;

/** The scores of a person under all of their records. The caller has asked whether the actor may read them. */
@Injectable()
export class ReadMeasurements {
  /** A repetition shows the measurement only to somebody who still may read the client's record. */
  readonly repeat: Repeat<ReadMeasurement> = {
    idOf: ({ id }) => id,
    again: async (tx, id) => {
      const measurement = await this.one(tx, id);
      await this.access.require(tx, measurement.clientId);
      return measurement;
    },
  };

  constructor(
    private readonly vault: Vault,
    private readonly access: ClinicalAccess,
  ) {}

  /** Every measurement, replaced ones too. What was erased is left out. */
  async of(tx: Tx, records: readonly string[]): Promise<ReadMeasurement[]> {
    const keys = await this.vault.keysOf(tx, records);
    return opened(await measurementsOf(tx, [...keys.keys()]), keys);
  }

  /** One page, the last one written down first. */
  async page(
    tx: Tx,
    { records, after, limit }: { records: readonly string[]; after: string | undefined; limit: number },
  ): Promise<ReadMeasurement[]> {
    const keys = await this.vault.keysOf(tx, records);
    return opened(await measurementsPage(tx, { clientIds: [...keys.keys()], after, limit }), keys);
  }

  /** Throws `NotFound`. */
  async one(tx: Tx, id: string): Promise<ReadMeasurement> {
    const row = await findMeasurement(tx, id);
    const [measurement] = row ? opened([row], await this.vault.keysOf(tx, [row.clientId])) : [];
    if (!measurement) throw new NotFound('measurement', id);
    return measurement;
  }
}

function opened(rows: readonly MeasurementRow[], keys: ReadonlyMap<string, ClientKey>): ReadMeasurement[] {
  return rows.flatMap((row) => {
    const key = keys.get(row.clientId);
    return key ? [{ ...openMeasurement(key, row), recordedBy: row.recordedBy }] : [];
  });
}
