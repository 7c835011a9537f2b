import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { StaffActor } from '../../src/kernel/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { MergeClients } from '../../src/modules/clients/merge-clients.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

/** The advisory lock of a record, as `Tx.lock` takes it. */
const LOCK = `SELECT pg_advisory_xact_lock(('x' || right(replace($1, '-', ''), 16))::bit(64)::bigint)`;

describe('a merge beside bookings of the client who is merged', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let manager: StaffActor;
  let day = 0;

  beforeAll(async () => {
    api = await TestApi.start({ DATABASE_POOL_SIZE: '24' });
    clinic = await createClinic(api.database, { therapists: 8, rooms: 8 });
    manager = await clinic.actor('manager');
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  const freshNoon = (): Date => {
    day += 1;
    return new Date(`${new Date(Date.now() + (20 + day) * 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`);
  };
  const book = (clientId: string, startsAt: Date, n = 0) =>
    api.app.get(BookAppointment, { strict: false }).execute(manager, {
      booking: {
        ...{ clinicId: clinic.clinicId, serviceId: clinic.serviceId, clientId, startsAt },
        ...{ therapistId: clinic.therapistIds[n]!, roomId: clinic.roomIds[n]!, overrideReason: null },
      },
    });
  const merge = (sourceId: string, targetId: string) =>
    api.app.get(MergeClients, { strict: false }).execute(manager, { sourceId, targetId });
  const liveVisitsOf = (clientId: string) =>
    clinic.sql(`SELECT id FROM appointments WHERE client_id = $1 AND status = 'booked'`, [clientId]);

  /** Waits until somebody waits for an advisory lock. */
  const waiting = async (): Promise<void> => {
    for (;;) {
      const rows = await clinic.sql(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
      if (rows.length > 0) return;
      await pause(5);
    }
  };

  it('books for whoever stands at the end of a chain that grew while the booking waited', async () => {
    const [first, second, third] = clinic.clientIds as readonly [string, string, string];
    await merge(first, second);
    const merging = new Client({ connectionString: api.database.ownerUrl });
    await merging.connect();
    await merging.query('BEGIN');
    await merging.query(LOCK, [second]);
    const booking = book(first, freshNoon());
    await waiting();
    await merging.query('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [second, third]);
    await merging.query('COMMIT');
    await merging.end();
    const outcome = await booking;
    if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.kind}`);
    expect(outcome.value.clientId).toBe(third);
  });

  it('leaves no live visit with the merged record, whoever is first', async () => {
    const [source, target] = clinic.clientIds.slice(3) as [string, string];
    const noon = freshNoon();
    const starts = Array.from({ length: 8 }, (_, n) => new Date(noon.getTime() + (n - 4) * 3_600_000));
    const [merged, ...booked] = await Promise.all([
      merge(source, target),
      ...starts.map((start, n) => book(source, start, n)),
    ]);
    expect(merged.ok).toBe(true);
    expect(booked.filter(({ ok }) => !ok)).toEqual([]);
    expect(await liveVisitsOf(source)).toEqual([]);
    expect(await liveVisitsOf(target)).toHaveLength(8);
  });
});
