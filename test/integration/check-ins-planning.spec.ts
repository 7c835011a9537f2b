import { newId } from '../../src/kernel/index.js';
import { CheckInsPart } from '../../src/modules/check-ins/index.js';
import { callOffMessagesTo } from '../../src/modules/messaging/index.js';
import { EMPTY_NOTE, NOTE_SCHEMA_VERSION } from '../../src/modules/session-notes/domain/session-note.js';
import { insertNote, NOTE_CONTENT } from '../../src/modules/session-notes/storage/notes.js';
import { Technique } from '../../src/modules/practices/index.js';
import { CheckInWorker, ledgerOf } from '../support/check-ins.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';
import { statementsOf } from '../support/statements.js';
import { addVisit } from '../support/visits.js';

/** Tuesday 24 November 2026, 14:00 to 15:00 in Berlin (UTC+1). */
const [START, END] = ['2026-11-24T13:00:00Z', '2026-11-24T14:00:00Z'];
const [DAY_1, DAY_2, DAY_3] = ['2026-11-25T14:00Z', '2026-11-26T14:00Z', '2026-11-27T14:00Z'];

describe('a check-in', () => {
  let database: TestDatabase;
  let worker: CheckInWorker;
  let clinic: ClinicFixture;
  let clientId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await CheckInWorker.over(database);
  });
  afterAll(async () => {
    await worker.stop();
    await database.drop();
  });
  beforeEach(async () => {
    clinic = await createClinic(database, { therapists: 1, rooms: 1 });
    clientId = clinic.clientIds[0]!;
    await agree(clientId, 'sms');
    await clinic.sql(`UPDATE clients SET phone = '+49 30 1234567', phone_key = '49301234567' WHERE id = $1`, [
      clientId,
    ]);
    worker.now = '2026-11-24T14:05:00Z';
  });
  afterEach(() => clinic.close());

  const agree = (client: string, channel: string, granted = true) =>
    clinic.sql(
      `INSERT INTO client_consents (practice_id, client_id, channel, purpose, granted, changed_at) VALUES ($1, $2, $3, 'service', $4, now())`,
      [clinic.practiceId, client, channel, granted],
    );
  const service = async (technique: string, min: number | null, max: number | null): Promise<string> => {
    const id = newId();
    await clinic.sql(
      `INSERT INTO services (practice_id, id, name, technique, pressure_min, pressure_max, duration_minutes, price_minor, consultation)
       VALUES ($1, $2, $3, $3, $4, $5, 60, 9000, CASE WHEN $3 = 'consultation' THEN 'only' ELSE 'none' END)`,
      [clinic.practiceId, id, technique, min, max],
    );
    return id;
  };
  /** Completed when it ended, and not the client's first. */
  const visit = async (serviceId?: string, { earlier = true, startsAt = START } = {}): Promise<string> => {
    if (earlier) await addVisit(clinic, { clientId, status: 'completed', startsAt: '2026-10-01T13:00:00Z' });
    return addVisit(clinic, { clientId, serviceId, status: 'completed', startsAt });
  };
  const tell = (fact: string, appointmentId: string) => worker.tell(clinic.practiceId, fact, { appointmentId });
  const completed = async (appointmentId: string): Promise<string> => {
    await tell('appointment.completed', appointmentId);
    return appointmentId;
  };
  /** A therapist signs what was done at an instant. */
  const sign = async (appointmentId: string, signedAt: string, technique?: Technique, pressure = 2): Promise<void> => {
    const { membershipId: authorId } = await clinic.actor('therapist', clinic.therapistIds[0]);
    const used = technique ? [{ technique, pressure, sites: [], minutes: 50 }] : [];
    await worker.units.do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, async (tx) => {
      const key = await worker.vault.keyOf(tx, clientId);
      const id = newId();
      insertNote(tx, {
        ...{
          id,
          appointmentId,
          clientId,
          therapistId: clinic.therapistIds[0]!,
          authorId,
          visitStartsAt: new Date(START),
        },
        ...{
          schemaVersion: NOTE_SCHEMA_VERSION,
          content: key.sealJson(NOTE_CONTENT(id), { ...EMPTY_NOTE, techniques: used }),
        },
        ...{ draftedAt: new Date(signedAt), signedAt: new Date(signedAt) },
      });
    });
  };
  const planned = async (): Promise<string[]> =>
    (await ledgerOf(clinic)).filter(({ state }) => state === 'planned').map(({ step, dueAt }) => `${step} ${dueAt}`);
  const checkIns = () =>
    clinic.sql<{ level: string; basis: string; state: string; round: number; channel: string }>(
      'SELECT level, basis, state, round, channel FROM check_ins WHERE practice_id = $1 ORDER BY created_at',
      [clinic.practiceId],
    );

  describe('is planned when a visit is completed', () => {
    it('after deep tissue 24 h and 48 h after its end, with one repeat of the last', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      expect(await ledgerOf(clinic)).toEqual(
        [
          { step: '24h', dueAt: DAY_1, usefulUntil: DAY_2 },
          { step: '48h', dueAt: DAY_2, usefulUntil: DAY_3 },
          { step: '48h-repeat', dueAt: DAY_3, usefulUntil: '2026-11-28T14:00Z' },
        ].map((row) => ({
          ...row,
          channel: 'sms',
          version: new Date(END).toISOString(),
          state: 'planned',
          reason: null,
        })),
      );
      expect(await checkIns()).toEqual([{ level: 'high', basis: 'service', state: 'open', round: 1, channel: 'sms' }]);
      const [row] = await clinic.sql('SELECT appointment_id, client_id FROM check_ins WHERE practice_id = $1', [
        clinic.practiceId,
      ]);
      expect(row).toEqual({ appointment_id: id, client_id: clientId });
    });

    it('after sports once, after light work and a consultation not at all', async () => {
      await completed(await visit(await service('consultation', null, null)));
      await completed(await visit(undefined, { startsAt: '2026-11-24T09:00:00Z', earlier: false }));
      expect(await planned()).toEqual([]);
      expect(await checkIns()).toEqual([]);
      await completed(await visit(await service('sports', 2, 5), { startsAt: '2026-11-24T11:00:00Z', earlier: false }));
      expect(await planned()).toEqual(['24h 2026-11-25T12:00Z', '24h-repeat 2026-11-26T12:00Z']);
    });

    it('after a first treatment, however light', async () => {
      await addVisit(clinic, { clientId, status: 'no_show', startsAt: '2026-10-01T13:00:00Z' });
      await completed(await visit(undefined, { earlier: false }));
      expect(await planned()).toEqual([`24h ${DAY_1}`, `24h-repeat ${DAY_2}`]);
      expect(await checkIns()).toMatchObject([{ level: 'medium' }]);
    });

    it('after light work where the client asked for it', async () => {
      const { membershipId } = await clinic.actor('front_desk');
      await clinic.sql(
        `INSERT INTO check_in_wishes (practice_id, client_id, wanted, set_by, set_at) VALUES ($1, $2, true, $3, now())`,
        [clinic.practiceId, clientId, membershipId],
      );
      await completed(await visit());
      expect(await planned()).toEqual([`24h ${DAY_1}`, `24h-repeat ${DAY_2}`]);
    });

    it('at a civil hour where the client is', async () => {
      await clinic.sql(`UPDATE clients SET time_zone = 'America/New_York' WHERE id = $1`, [clientId]);
      await completed(await visit(await service('sports', 2, 5), { startsAt: '2026-11-24T08:00:00Z' }));
      // 24 h after its end it is 4 in the morning in New York (UTC-5).
      expect((await planned())[0]).toBe('24h 2026-11-25T13:00Z');
    });

    it('once, however often and by how many workers at once the program hears of it', async () => {
      const id = await visit(await service('deep_tissue', 3, 5));
      await Promise.all([1, 2, 3].map(() => tell('appointment.completed', id)));
      await completed(id);
      expect(await checkIns()).toHaveLength(1);
      expect(await planned()).toHaveLength(3);
    });

    it('without what was past by then', async () => {
      const id = await visit(await service('deep_tissue', 3, 5));
      await clinic.sql(
        `INSERT INTO appointment_events (practice_id, id, appointment_id, at, kind, actor_kind, actor_id, to_status)
         VALUES ($1, $2, $3, '2026-11-25T16:00Z', 'complete', 'staff', 'sam', 'completed')`,
        [clinic.practiceId, newId(), id],
      );
      await completed(id);
      expect(await planned()).toEqual([`48h ${DAY_2}`, `48h-repeat ${DAY_3}`]);
      const [kept] = await clinic.sql<{ asks: { step: string }[] }>(
        'SELECT asks FROM check_ins WHERE practice_id = $1',
        [clinic.practiceId],
      );
      expect(kept!.asks.map(({ step }) => step)).toEqual(['48h']);
    });

    it('also where the program hears of it late, for what is still of use then', async () => {
      worker.now = '2026-11-25T20:00:00Z';
      await completed(await visit(await service('deep_tissue', 3, 5)));
      expect(await planned()).toEqual([`24h ${DAY_1}`, `48h ${DAY_2}`, `48h-repeat ${DAY_3}`]);
    });

    it('by e-mail where that is what the client agreed to, and by whatever reaches them where they agreed to nothing', async () => {
      await clinic.sql(`UPDATE client_consents SET granted = false WHERE client_id = $1`, [clientId]);
      await agree(clientId, 'email');
      await clinic.sql(`UPDATE clients SET email = 'mira@example.org' WHERE id = $1`, [clientId]);
      await completed(await visit(await service('sports', 2, 5)));
      expect((await ledgerOf(clinic)).map(({ channel }) => channel)).toEqual(['email', 'email']);
      await clinic.sql(`UPDATE client_consents SET granted = false WHERE client_id = $1`, [clientId]);
      await completed(await visit(await service('sports', 2, 5), { startsAt: '2026-11-24T11:00:00Z', earlier: false }));
      expect((await checkIns()).map(({ channel }) => channel)).toEqual(['email', 'sms']);
    });

    it('by e-mail where their number has said STOP', async () => {
      await agree(clientId, 'email');
      await clinic.sql(
        `UPDATE clients SET email = 'mira@example.org', phone = '+49 30 77', phone_key = '493077' WHERE id = $1`,
        [clientId],
      );
      await clinic.sql(`INSERT INTO stopped_addresses VALUES ($1, 'sms', '493077', now(), 'recipient')`, [
        clinic.practiceId,
      ]);
      await completed(await visit(await service('sports', 2, 5)));
      expect((await checkIns()).map(({ channel }) => channel)).toEqual(['email']);
    });

    it('with the practice’s own hours', async () => {
      const { membershipId } = await clinic.actor('manager');
      await clinic.sql(
        `INSERT INTO check_in_settings (practice_id, id, number, changes, set_by, set_at) VALUES ($1, $2, 1, '{"firstAskHours": 20}', $3, now())`,
        [clinic.practiceId, newId(), membershipId],
      );
      await completed(await visit(await service('sports', 2, 5)));
      expect(await planned()).toEqual(['24h 2026-11-25T10:00Z', '24h-repeat 2026-11-26T10:00Z']);
    });

    it('for nobody whose record was erased', async () => {
      const id = await visit(await service('sports', 2, 5));
      await worker.units.do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, async (tx) => {
        await worker.vault.keyOf(tx, clientId);
        await worker.vault.destroyKey(tx, clientId);
      });
      await completed(id);
      expect(await checkIns()).toEqual([]);
    });
  });

  describe('is replanned by the signed note', () => {
    it('where more was done than booked', async () => {
      const id = await completed(await visit());
      expect(await planned()).toEqual([]);
      await sign(id, '2026-11-24T16:00:00Z', Technique.SWEDISH, 4);
      await tell('session_note.signed', id);
      expect(await planned()).toEqual([`24h ${DAY_1}`, `48h ${DAY_2}`, `48h-repeat ${DAY_3}`]);
      expect(await checkIns()).toMatchObject([{ level: 'high', basis: 'note' }]);
    });

    it('where less was done, and what is called off says why', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      await sign(id, '2026-11-24T16:00:00Z', Technique.SPORTS, 3);
      await tell('session_note.signed', id);
      expect((await ledgerOf(clinic)).map(({ step, state, reason }) => `${step} ${state} ${reason}`)).toEqual([
        '24h planned null',
        '24h-repeat planned null',
        '48h dropped superseded',
        '48h-repeat dropped superseded',
      ]);
    });

    it('and asks nothing where nothing was done', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      await sign(id, '2026-11-24T16:00:00Z');
      await tell('session_note.signed', id);
      expect(await planned()).toEqual([]);
      expect(await checkIns()).toMatchObject([{ level: 'none', state: 'called_off' }]);
    });

    it('never with what was past when it was signed, nor without what was asked before', async () => {
      const id = await completed(await visit(await service('sports', 2, 3)));
      await clinic.sql(`UPDATE messages SET state = 'sent', look_at = NULL WHERE step = '24h' AND practice_id = $1`, [
        clinic.practiceId,
      ]);
      await sign(id, '2026-11-25T18:00:00Z', Technique.DEEP_TISSUE, 4);
      worker.now = '2026-11-25T18:01:00Z';
      await tell('session_note.signed', id);
      expect((await ledgerOf(clinic)).map(({ step, state }) => `${step} ${state}`)).toEqual([
        '24h sent',
        '24h-repeat dropped',
        '48h planned',
        '48h-repeat planned',
      ]);
    });

    it('once: the same fact again changes nothing', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      await sign(id, '2026-11-24T16:00:00Z', Technique.SPORTS, 3);
      await tell('session_note.signed', id);
      const before = [await ledgerOf(clinic), await checkIns()];
      await tell('session_note.signed', id);
      await tell('appointment.completed', id);
      expect([await ledgerOf(clinic), await checkIns()]).toEqual(before);
    });

    it('in whichever order the program hears of both', async () => {
      const id = await visit(await service('deep_tissue', 3, 5));
      await sign(id, '2026-11-24T16:00:00Z', Technique.SPORTS, 3);
      await tell('session_note.signed', id);
      const first = await planned();
      await tell('appointment.completed', id);
      expect(await planned()).toEqual(first);
      expect(first).toEqual([`24h ${DAY_1}`, `24h-repeat ${DAY_2}`]);
    });
  });

  describe('of a visit that is taken back', () => {
    const status = (id: string, to: string) =>
      clinic.sql('UPDATE appointments SET status = $2 WHERE id = $1', [id, to]);

    it('is called off, and begins anew when the visit is completed again', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      await status(id, 'in_session');
      await tell('appointment.taken_back', id);
      expect((await ledgerOf(clinic)).map(({ state, reason }) => `${state} ${reason}`)).toEqual(
        Array(3).fill('dropped cancelled'),
      );
      expect(await checkIns()).toMatchObject([{ state: 'called_off' }]);
      await status(id, 'completed');
      await completed(id);
      expect(await planned()).toEqual([`24h ${DAY_1}`, `48h ${DAY_2}`, `48h-repeat ${DAY_3}`]);
      expect(await checkIns()).toMatchObject([{ state: 'open', round: 2 }]);
    });

    it('keeps the ask of the seventh day that an answer has asked for', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      const again = { step: 'day7', askAt: Date.parse('2026-12-01T14:00:00Z') };
      await clinic.sql(`UPDATE check_ins SET asks = asks || $2::jsonb, answered_at = $3 WHERE appointment_id = $1`, [
        ...[id, JSON.stringify([again]), '2026-11-25T15:00:00Z'],
      ]);
      for (const [to, fact] of [
        ['in_session', 'appointment.taken_back'],
        ['completed', 'appointment.completed'],
      ] as const) {
        await status(id, to);
        await tell(fact, id);
      }
      expect(await planned()).toEqual([
        `48h ${DAY_2}`,
        `48h-repeat ${DAY_3}`,
        'day7 2026-12-01T14:00Z',
        'day7-repeat 2026-12-02T14:00Z',
      ]);
    });

    it('is not begun where it never was completed', async () => {
      const id = await visit(await service('deep_tissue', 3, 5));
      await status(id, 'in_session');
      await completed(id);
      expect(await checkIns()).toEqual([]);
    });
  });

  describe('whose client is merged', () => {
    it('goes on by a channel that the client who stands for them agrees to, and back', async () => {
      const target = clinic.clientIds[1]!;
      await agree(target, 'email');
      await clinic.sql(`UPDATE clients SET email = 'mira@example.org' WHERE id = $1`, [target]);
      await completed(await visit(await service('sports', 2, 5)));
      const merge = { sourceId: clientId, targetId: target };
      await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [clientId, target]);
      await worker.tell(clinic.practiceId, 'client.merged', merge);
      const open = async () =>
        (await ledgerOf(clinic))
          .filter(({ state }) => state === 'planned')
          .map(({ step, channel }) => `${step} ${channel}`);
      expect(await open()).toEqual(['24h email', '24h-repeat email']);
      await clinic.sql('UPDATE clients SET merged_into_id = NULL WHERE id = $1', [clientId]);
      await worker.tell(clinic.practiceId, 'client.merge_undone', merge);
      expect(await open()).toEqual(['24h sms', '24h-repeat sms']);
      expect(await checkIns()).toMatchObject([{ round: 3, channel: 'sms' }]);
    });
  });

  describe('whose client agrees to another channel than when it was planned', () => {
    const open = async (): Promise<string[]> =>
      (await ledgerOf(clinic))
        .filter(({ state }) => state === 'planned')
        .map(({ step, channel }) => `${step} ${channel}`);
    const changed = () => worker.tell(clinic.practiceId, 'client.changed', { clientId });
    const says = (channel: string, granted: boolean) =>
      clinic.sql('UPDATE client_consents SET granted = $3 WHERE client_id = $1 AND channel = $2', [
        ...[clientId, channel, granted],
      ]);

    beforeEach(async () => {
      await agree(clientId, 'email', false);
      await clinic.sql(`UPDATE clients SET email = 'mira@example.org' WHERE id = $1`, [clientId]);
      await completed(await visit(await service('deep_tissue', 3, 5)));
    });

    it('asks by that one what it has not asked yet', async () => {
      await clinic.sql(`UPDATE messages SET state = 'sent', look_at = NULL WHERE step = '24h' AND practice_id = $1`, [
        clinic.practiceId,
      ]);
      worker.now = '2026-11-25T16:00:00Z';
      await says('sms', false);
      await says('email', true);
      await changed();
      await changed();
      expect(await open()).toEqual(['48h email', '48h-repeat email']);
      expect(await checkIns()).toMatchObject([{ round: 2, channel: 'email' }]);
    });

    it('asks by e-mail where the number has said STOP', async () => {
      await says('email', true);
      await clinic.sql(`INSERT INTO stopped_addresses VALUES ($1, 'sms', '49301234567', now(), 'recipient')`, [
        clinic.practiceId,
      ]);
      await changed();
      expect(await open()).toEqual(['24h email', '48h email', '48h-repeat email']);
    });

    it('stays with the channel that still reaches them, and where none does', async () => {
      await says('email', true);
      await changed();
      expect(await open()).toEqual(['24h sms', '48h sms', '48h-repeat sms']);
      await says('email', false);
      await says('sms', false);
      await changed();
      expect(await checkIns()).toMatchObject([{ round: 1, channel: 'sms' }]);
    });
  });

  it('whose client is merged after an ask was sent does not ask the same again by the other channel', async () => {
    const target = clinic.clientIds[1]!;
    await agree(target, 'email');
    await clinic.sql(`UPDATE clients SET email = 'mira@example.org' WHERE id = $1`, [target]);
    await completed(await visit(await service('deep_tissue', 3, 5)));
    await clinic.sql(`UPDATE messages SET state = 'sent', look_at = NULL WHERE step = '24h' AND practice_id = $1`, [
      clinic.practiceId,
    ]);
    worker.now = '2026-11-25T16:00:00Z';
    await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [clientId, target]);
    await worker.tell(clinic.practiceId, 'client.merged', { sourceId: clientId, targetId: target });
    expect(await planned()).toEqual([`48h ${DAY_2}`, `48h-repeat ${DAY_3}`]);
  });

  describe('whose client is erased', () => {
    it('asks nothing more, and no note that is signed afterwards begins it anew', async () => {
      const id = await completed(await visit(await service('deep_tissue', 3, 5)));
      await clinic.sql('UPDATE clients SET archived_at = now(), erased_at = now() WHERE id = $1', [clientId]);
      await worker.units.do({ kind: 'system', practiceId: clinic.practiceId, name: 'test' }, async (tx) => {
        await new CheckInsPart(worker.vault).discard(tx, [clientId]);
        callOffMessagesTo(tx, [clientId], 'erased');
      });
      expect(await checkIns()).toMatchObject([{ state: 'called_off' }]);
      await sign(id, '2026-11-24T16:00:00Z', Technique.SPORTS, 3);
      await tell('session_note.signed', id);
      await tell('appointment.completed', id);
      expect(await planned()).toEqual([]);
      expect(await checkIns()).toMatchObject([{ state: 'called_off', round: 1 }]);
    });
  });

  describe('when a message of it is due', () => {
    let id: string;
    beforeEach(async () => {
      id = await completed(await visit(await service('deep_tissue', 3, 5)));
      worker.now = '2026-11-25T14:00:30Z';
    });

    it('asks for an answer by a link of its own', async () => {
      const [checkIn] = await clinic.sql<{ id: string }>('SELECT id FROM check_ins WHERE practice_id = $1', [
        clinic.practiceId,
      ]);
      expect(await worker.compose(clinic, '24h')).toEqual({
        send: true,
        link: { purpose: 'check_in', subjectId: checkIn!.id, days: 14 },
      });
    });

    it('asks nobody whose visit was taken back meanwhile', async () => {
      await clinic.sql(`UPDATE appointments SET status = 'in_session' WHERE id = $1`, [id]);
      expect(await worker.compose(clinic, '24h')).toEqual({ send: false, reason: 'cancelled' });
    });

    it.each([
      ['booked', '2026-11-25T14:00:00Z', false],
      ['in_session', '2026-11-25T14:00:00Z', false],
      ['booked', '2026-11-25T14:30:00Z', true],
      ['cancelled', '2026-11-25T14:00:00Z', true],
      ['no_show', '2026-11-25T13:00:00Z', true],
    ])('whose next visit is %s for %s, asks: %s', async (status, startsAt, asks) => {
      await addVisit(clinic, { clientId, status, startsAt });
      const expected = asks ? { send: true } : { send: false, reason: 'too_late' };
      expect(await worker.compose(clinic, '24h')).toMatchObject(expected);
    });

    it('knows the next visit under whichever of the person’s records', async () => {
      const other = clinic.clientIds[1]!;
      await clinic.sql('UPDATE clients SET merged_into_id = $2 WHERE id = $1', [clientId, other]);
      await addVisit(clinic, { clientId: other, startsAt: '2026-11-25T13:00:00Z' });
      expect(await worker.compose(clinic, '24h')).toEqual({ send: false, reason: 'too_late' });
    });

    it('says nothing for a round that is over', async () => {
      await clinic.sql('UPDATE check_ins SET round = 2 WHERE practice_id = $1', [clinic.practiceId]);
      expect(await worker.compose(clinic, '24h')).toEqual({ send: false, reason: 'superseded' });
    });
  });

  it('that nobody answers is closed a day after its repeat, once', async () => {
    await clinic.sql(`UPDATE check_ins SET state = 'answered' WHERE practice_id <> $1`, [clinic.practiceId]);
    await completed(await visit(await service('sports', 2, 5)));
    worker.now = '2026-11-27T13:59:00Z';
    expect(await worker.closeUnanswered()).toBe(0);
    worker.now = '2026-11-27T14:00:30Z';
    const closed = await Promise.all([worker.closeUnanswered(), worker.closeUnanswered()]);
    expect(closed.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await checkIns()).toMatchObject([{ state: 'no_answer' }]);
  });

  it('is planned in as many statements after many visits as after one', async () => {
    const deep = await service('deep_tissue', 3, 5);
    const first = await visit(deep);
    const few = await statementsOf(() => completed(first));
    for (let day = 1; day <= 20; day += 1) {
      await addVisit(clinic, {
        clientId,
        status: 'completed',
        startsAt: `2026-09-${String(day).padStart(2, '0')}T13:00:00Z`,
      });
    }
    const second = await addVisit(clinic, {
      clientId,
      serviceId: deep,
      status: 'completed',
      startsAt: '2026-11-24T16:00:00Z',
    });
    const many = await statementsOf(() => completed(second));
    // The first one makes the client's key.
    expect(many.length).toBeLessThanOrEqual(few.length);
    expect(many.length).toBeLessThanOrEqual(18);
  });
});
