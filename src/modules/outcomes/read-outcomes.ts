import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { ClinicalAccess } from '../clinical-access/index.js';
import { drawChart } from './domain/chart/draw-chart.js';
import type { Treatment } from './domain/chart/layout.js';
import type { Instrument } from './domain/instrument.js';
import { measuredKey } from './domain/score.js';
import type { Measured } from './domain/score.js';
import { seriesOf } from './domain/series.js';
import type { Series } from './domain/series.js';
import { ReadMeasurements } from './read-measurements.js';
import type { ReadMeasurement } from './read-measurements.js';
import { treatmentsOf } from './storage/treatments.js';
import type { TreatmentRow } from './storage/treatments.js';

/** Scores taken in `[from, to)`; null: since ever, for good. What they are compared with may lie before. */
export interface OutcomesWindow {
  readonly from: Date | null;
  readonly to: Date | null;
}

@Injectable()
export class ReadOutcomes {
  constructor(
    private readonly access: ClinicalAccess,
    private readonly readMeasurements: ReadMeasurements,
  ) {}

  /** Every series of one instrument that has scores in the window. Throws `NotFound` for a client whose record the actor may not read. */
  async series(
    tx: Tx,
    {
      clientId,
      instrument,
      ...window
    }: OutcomesWindow & { readonly clientId: string; readonly instrument: Instrument },
  ): Promise<Series[]> {
    return this.seriesOf(tx, await this.access.require(tx, clientId), { instrument, ...window });
  }

  /** One series as SVG, with the treatments of the window. Throws as `series` does. */
  async chart(
    tx: Tx,
    { clientId, measured, ...window }: OutcomesWindow & { readonly clientId: string; readonly measured: Measured },
  ): Promise<string> {
    const records = await this.access.require(tx, clientId);
    const treatments = await treatmentsOf(tx, records, window);
    const found = await this.seriesOf(tx, records, { instrument: measured.instrument, ...window });
    const key = measuredKey(measured);
    const series = found.find((one) => measuredKey(one.measured) === key) ?? { measured, points: [] };
    return drawChart({ series, treatments: treatments.map(toTreatment) });
  }

  /** Everything that was written down, replaced or not, the latest first. Throws as `series` does. */
  async measurements(
    tx: Tx,
    { clientId, after, limit }: { clientId: string; after: string | undefined; limit: number },
  ): Promise<ReadMeasurement[]> {
    const records = await this.access.require(tx, clientId);
    return this.readMeasurements.page(tx, { records, after, limit });
  }

  private async seriesOf(
    tx: Tx,
    records: readonly string[],
    { instrument, from, to }: OutcomesWindow & { readonly instrument: Instrument },
  ): Promise<Series[]> {
    const all = seriesOf(await this.readMeasurements.of(tx, records), instrument);
    const [start, end] = [from?.getTime() ?? Number.NEGATIVE_INFINITY, to?.getTime() ?? Number.POSITIVE_INFINITY];
    return all
      .map(({ measured, points }) => ({
        measured,
        points: points.filter(({ takenAt }) => start <= takenAt && takenAt < end),
      }))
      .filter(({ points }) => points.length > 0);
  }
}

/** `deep_tissue` is Deep tissue. */
const toTreatment = ({ date, technique }: TreatmentRow): Treatment => {
  const words = technique.replaceAll('_', ' ');
  return { date, name: words.charAt(0).toUpperCase() + words.slice(1) };
};
