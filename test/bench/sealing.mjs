import { clearInterval, setInterval } from 'node:timers';
import { pino } from 'pino';
import { AuditHeads } from '../../dist/src/modules/audit/audit-heads.js';
import { SealAudit } from '../../dist/src/modules/audit/seal-audit.js';
import { createDataSource, DatabaseClock, UnitOfWork } from '../../dist/src/platform/database/index.js';
import { book, freeDays, rateOf } from './bookings.mjs';
import { printFigure, quantile, rounds } from './figures.mjs';

/** Days that are booked between two looks at the clock: longer than the sealer pauses. */
const STRETCH = 8;

/** Bookings a second while the audit is sealed as often as the worker does it, against bookings that nobody seals. */
export async function benchSealing({ api, practice, workerUrl, auditKey }) {
  const settings = { url: workerUrl, poolSize: 2, applicationName: 'bench-sealing' };
  const worker = await createDataSource(settings).initialize();
  const heads = new AuditHeads({}, pino({ level: 'silent' }));
  const sealer = new SealAudit({ auditKey }, worker, new UnitOfWork(worker, new DatabaseClock()), heads);
  const days = freeDays(practice);
  const stretch = async () => {
    const rates = [];
    for (let day = 0; day < rounds(STRETCH); day += 1) {
      rates.push(await rateOf(days.next().value, (slot, nth) => book(api, slot, nth, practice)));
    }
    return rates.length / rates.reduce((sum, rate) => sum + 1 / rate, 0);
  };
  await stretch();
  while ((await sealer.execute()) > 0);

  const n = rounds(5);
  const rates = { ours: [], floor: [] };
  for (let nth = 0; nth < n; nth += 1) {
    rates.floor.push(await stretch());
    while ((await sealer.execute()) > 0);
    const sealing = setInterval(() => void sealer.execute(), sealer.everyMs);
    rates.ours.push(await stretch());
    clearInterval(sealing);
    while ((await sealer.execute()) > 0);
  }
  await worker.destroy();
  const [ours, floor] = [quantile(rates.ours, 0.5), quantile(rates.floor, 0.5)];
  printFigure({ bench: 'bookings a second while the audit is sealed', ours, floor, n, target: 'ratio >= 0.95' });
}
