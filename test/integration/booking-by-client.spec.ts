import { NotFound, Unauthenticated } from '../../src/kernel/index.js';
import type { ClientActor, StaffActor } from '../../src/kernel/index.js';
import { IssueClientLink } from '../../src/modules/access/index.js';
import { BookAppointment } from '../../src/modules/appointments/book-appointment.js';
import { HoldSlot } from '../../src/modules/appointments/hold-slot.js';
import type { HoldRequest } from '../../src/modules/appointments/hold-slot.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

const MINUTE = 60_000;

/** What a client does by a link goes through the locks, the rules and the screening of the desk's bookings. */
describe('a client who books by a link', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let desk: StaffActor;
  let client: ClientActor;
  let start: number;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database, { therapists: 1, rooms: 1 });
    desk = await clinic.actor('front_desk');
    client = await linkOf(clinic.clientIds[0]!);
    // 14:00 or 15:00 in Berlin.
    start = Date.parse(`${new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)}T13:00:00Z`);
  });
  afterEach(() => clinic.close());

  const linkOf = async (clientId: string): Promise<ClientActor> => {
    const issuing = api.app.get(IssueClientLink, { strict: false });
    const { link } = await api.app.get(UnitOfWork, { strict: false }).do(desk, (tx) => {
      return issuing.execute(tx, { clientId, purpose: 'book', subjectId: clinic.serviceId, days: 7 });
    });
    return { kind: 'client', practiceId: clinic.practiceId, clientId, linkId: link.id };
  };
  const wish = (startsAt: number, clientId: string | null): HoldRequest => ({
    ...{ clinicId: clinic.clinicId, serviceId: clinic.serviceId, startsAt: new Date(startsAt), clientId },
    ...{ therapistId: clinic.therapistIds[0]!, roomId: null, overrideReason: null },
  });
  const hold = (at: number, actor: ClientActor | StaffActor = client, clientId: string | null = clinic.clientIds[0]!) =>
    api.app.get(HoldSlot, { strict: false }).execute(actor, wish(at, clientId));
  const held = async (at = start): Promise<string> => {
    const outcome = await hold(at);
    if (!outcome.ok) throw new Error(outcome.refusal.kind);
    return outcome.value.id;
  };
  const book = (holdId: string, actor: ClientActor = client) =>
    api.app.get(BookAppointment, { strict: false }).execute(actor, { holdId, clientId: actor.clientId });
  const standing = (): Promise<{ id: string; status: string; starts_at: Date }[]> =>
    clinic.sql('SELECT id, status, starts_at FROM appointments WHERE practice_id = $1 ORDER BY created_at, id', [
      clinic.practiceId,
    ]);

  it('holds a place, books it, and has used the link', async () => {
    const id = await held();
    expect(await standing()).toEqual([{ id, status: 'held', starts_at: new Date(start) }]);
    expect(await book(id)).toMatchObject({ ok: true, value: { id, status: 'booked', heldBy: null } });
    await expect(book(await heldByDesk())).rejects.toThrow(NotFound);
    await expect(hold(start + 120 * MINUTE).then(({ ok }) => ok)).resolves.toBe(true);
    const [again] = (await standing()).slice(-1);
    await expect(book(again!.id)).rejects.toThrow(Unauthenticated);
    expect((await standing()).map(({ status }) => status)).toEqual(['booked', 'held', 'held']);
  });

  const heldByDesk = async (): Promise<string> => {
    const outcome = await hold(start + 240 * MINUTE, desk);
    if (!outcome.ok) throw new Error(outcome.refusal.kind);
    return outcome.value.id;
  };

  it('holds one place at a time, and the last one does not stand in the way of the next', async () => {
    await held();
    await held(start + 30 * MINUTE);
    expect(await standing()).toEqual([
      { id: expect.any(String), status: 'expired', starts_at: new Date(start) },
      { id: expect.any(String), status: 'held', starts_at: new Date(start + 30 * MINUTE) },
    ]);
  });

  it('keeps what is held where another place is taken', async () => {
    const id = await held();
    await hold(start + 120 * MINUTE, desk, clinic.clientIds[1]!);
    expect(await hold(start + 150 * MINUTE)).toMatchObject({ ok: false, refusal: { kind: 'obstructed' } });
    expect((await standing()).find((row) => row.id === id)!.status).toBe('held');
  });

  it('by many taps at once holds one place', async () => {
    await Promise.all([0, 60, 120, 180, 240].map((minutes) => hold(start + minutes * MINUTE)));
    expect((await standing()).filter(({ status }) => status === 'held')).toHaveLength(1);
  });

  it('takes no place for anybody else, and nobody else’s', async () => {
    await expect(hold(start, client, clinic.clientIds[1]!)).rejects.toThrow(NotFound);
    await expect(hold(start, client, null)).rejects.toThrow(NotFound);
    const id = await held();
    const other = await linkOf(clinic.clientIds[1]!);
    await expect(book(id, other)).rejects.toThrow(NotFound);
    expect((await standing()).map(({ status }) => status)).toEqual(['held']);
  });

  it('books what ran out while nobody took it, and is refused what somebody took', async () => {
    const id = await held();
    await clinic.sql(`UPDATE appointments SET hold_expires_at = now() - interval '1 minute' WHERE id = $1`, [id]);
    const byDesk = await api.app
      .get(BookAppointment, { strict: false })
      .execute(desk, { booking: { ...wish(start, clinic.clientIds[1]!), clientId: clinic.clientIds[1]! } });
    expect(byDesk.ok).toBe(true);
    const refused = await book(id);
    expect(refused).toMatchObject({ ok: false, refusal: { kind: 'obstructed' } });
    if (refused.ok || refused.refusal.kind !== 'obstructed') throw new Error('not refused');
    expect(refused.refusal.nextSlots.length).toBeGreaterThan(0);
    // What was refused has not used the link.
    expect((await book(await held(start + 120 * MINUTE))).ok).toBe(true);
  });
});
