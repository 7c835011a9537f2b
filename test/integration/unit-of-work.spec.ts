import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { newId, ok, refuse, Unauthenticated } from '../../src/kernel/index.js';
import type { StaffActor } from '../../src/kernel/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { Tx } from '../../src/platform/database/index.js';
import { TestApi } from '../support/api.js';
import { createClinic } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';

/** Two therapists of one membership, which a constraint forbids. */
const TWINS = `INSERT INTO therapists (practice_id, id, membership_id, name)
  SELECT $1, gen_random_uuid(), $2, 'Twin' FROM generate_series(1, 2)`;

const TAKEN = { refusals: { therapists_one_per_membership: () => 'taken' } };

describe('one unit of work', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let actor: StaffActor;
  let units: UnitOfWork;

  beforeAll(async () => {
    api = await TestApi.start({ DATABASE_POOL_SIZE: '6' });
    clinic = await createClinic(api.database);
    actor = await clinic.actor('manager');
    units = api.app.get(UnitOfWork);
  });

  afterAll(async () => {
    await clinic.close();
    await api.stop();
  });

  const rename = (tx: Tx, name: string) =>
    tx.sql('UPDATE practices SET name = $2 WHERE id = $1 RETURNING id', [tx.practiceId, name]);
  const practiceName = async () =>
    (await clinic.sql<{ name: string }>('SELECT name FROM practices WHERE id = $1', [clinic.practiceId]))[0]!.name;
  const traces = async (action: string) =>
    (
      await clinic.sql<{ n: string }>(
        `SELECT (SELECT count(*) FROM audit_entries WHERE action = $1) + (SELECT count(*) FROM outbox WHERE fact = $1) AS n`,
        [action],
      )
    )[0]!.n;

  it('commits the row, its audit entry and its fact together', async () => {
    await units.do(actor, async (tx) => {
      await rename(tx, 'Together');
      tx.record({ action: 'test.together', subjectIds: [tx.practiceId] });
      tx.emit('test.together', { practiceId: tx.practiceId });
    });
    expect(await practiceName()).toBe('Together');
    expect(await traces('test.together')).toBe('2');
  });

  it('leaves nothing of a unit that refuses or throws', async () => {
    const write = async (tx: Tx) => {
      await rename(tx, 'Never');
      tx.record({ action: 'test.never', subjectIds: [] });
      tx.emit('test.never', {});
    };
    const refused = await units.run(actor, async (tx) => {
      await write(tx);
      return refuse('no');
    });
    expect(refused).toEqual({ ok: false, refusal: 'no' });
    const thrown = units.do(actor, async (tx) => {
      await write(tx);
      throw new Error('boom');
    });
    await expect(thrown).rejects.toThrow('boom');
    expect(await practiceName()).not.toBe('Never');
    expect(await traces('test.never')).toBe('0');
  });

  it('keeps in the audit what a refusal has read, and of an error nothing', async () => {
    const ids = [newId(), newId()];
    const read = (tx: Tx, kind: string) => tx.recordRead(kind, ids);
    await units.run(actor, async (tx) => {
      read(tx, 'test_refused');
      tx.record({ action: 'test.refused', subjectIds: ids });
      return refuse('no');
    });
    const thrown = units.do(actor, async (tx) => {
      read(tx, 'test_thrown');
      throw new Error('boom');
    });
    await expect(thrown).rejects.toThrow('boom');
    const entries = await clinic.sql(
      `SELECT action, actor_id AS actor, subject_ids AS subjects FROM audit_entries WHERE practice_id = $1 AND action LIKE 'test\\_%'`,
      [clinic.practiceId],
    );
    expect(entries).toEqual([{ action: 'test_refused.read', actor: actor.userId, subjects: ids }]);
    expect(await traces('test.refused')).toBe('0');
  });

  it('turns a broken constraint into its refusal, and any other error into an error', async () => {
    const twice = (tx: Tx) => tx.sql(TWINS, [tx.practiceId, actor.membershipId]);
    const work = async (tx: Tx) => ok(await twice(tx));
    expect(await units.run(actor, work, TAKEN)).toEqual(refuse('taken'));
    await expect(units.run(actor, work)).rejects.toMatchObject({ code: '23505' });
  });

  it('ends with the first error of what nobody waited for, and leaves nothing', async () => {
    const work = async (tx: Tx) => {
      tx.write('UPDATE practices SET name = $2 WHERE id = $1', [tx.practiceId, 'Unseen']);
      tx.write(TWINS, [tx.practiceId, actor.membershipId]);
      tx.record({ action: 'test.unseen', subjectIds: [] });
      return Promise.resolve(ok(null));
    };
    const broken = { code: '23505', constraint: 'therapists_one_per_membership' };
    await expect(units.run(actor, work)).rejects.toMatchObject(broken);
    expect(await units.run(actor, work, TAKEN)).toEqual(refuse('taken'));
    const goesOn = units.do(actor, async (tx) => {
      await work(tx);
      await rename(tx, 'After the failure');
    });
    await expect(goesOn).rejects.toMatchObject(broken);
    expect(await practiceName()).not.toBe('Unseen');
    expect(await traces('test.unseen')).toBe('0');
  });

  it('commits what nobody waited for', async () => {
    await units.do(actor, (tx) => {
      tx.write('UPDATE practices SET name = $2 WHERE id = $1', [tx.practiceId, 'Written unseen']);
      return Promise.resolve();
    });
    expect(await practiceName()).toBe('Written unseen');
  });

  it('tries a deadlock and a serialization failure again, and gives up in the end', async () => {
    let tries = 0;
    await units.do(actor, async (tx) => {
      tries += 1;
      if (tries < 3) await tx.sql(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; END $$`);
    });
    expect(tries).toBe(3);
    const never = units.do(actor, (tx) => {
      tries += 1;
      return tx.sql(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`);
    });
    await expect(never).rejects.toMatchObject({ code: '40001' });
    expect(tries).toBe(3 + 5);
  });

  it('sees the rows of its practice alone, and none without one', async () => {
    const other = await createClinic(api.database);
    const seen = await units.do(actor, (tx) => tx.sql<{ id: string }>('SELECT id FROM clinics'));
    expect(seen).toEqual([{ id: clinic.clinicId }]);
    expect(await api.app.get(DataSource).query('SELECT id FROM clinics')).toEqual([]);
    await other.close();
  });

  it('ends where somebody treats clients as another therapist than their token says, or as none', async () => {
    const [mine, other] = clinic.therapistIds as [string, string];
    const therapist = await clinic.actor('therapist', mine);
    const enter = (therapistId: string | null) => units.do({ ...therapist, therapistId }, () => Promise.resolve('in'));
    expect(await enter(mine)).toBe('in');
    await expect(enter(other)).rejects.toThrow(Unauthenticated);
    await expect(enter(null)).rejects.toThrow(Unauthenticated);
    await clinic.sql('UPDATE therapists SET archived_at = now() WHERE id = $1', [mine]);
    await expect(enter(mine)).rejects.toThrow(Unauthenticated);
    expect(await enter(null)).toBe('in');
    await clinic.sql('UPDATE therapists SET archived_at = NULL, membership_id = NULL WHERE id = $1', [mine]);
    await expect(enter(mine)).rejects.toThrow(Unauthenticated);
  });

  it('ends with the session, and with the role', async () => {
    const leaving = await clinic.actor('front_desk');
    await clinic.sql('UPDATE sessions SET ended_at = now() WHERE id = $1', [leaving.sessionId]);
    await expect(units.do(leaving, () => Promise.resolve())).rejects.toThrow(Unauthenticated);
    const demoted = await clinic.actor('manager');
    await clinic.sql(`UPDATE memberships SET role = 'therapist' WHERE id = $1`, [demoted.membershipId]);
    await expect(units.do(demoted, () => Promise.resolve())).rejects.toThrow(Unauthenticated);
  });

  it('gives a connection back in every case', async () => {
    for (let n = 0; n < 20; n += 1) {
      await units.do(actor, () => Promise.reject(new Error('boom'))).catch(() => undefined);
      await units.run(actor, () => Promise.resolve(refuse('no')));
    }
    expect(await units.do(actor, (tx) => Promise.resolve(tx.practiceId))).toBe(clinic.practiceId);
  });

  it('waits for a lock that another unit holds, and then reads what that one wrote', async () => {
    const resource = newId();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let locked = (): void => undefined;
    const hasLock = new Promise<void>((resolve) => (locked = resolve));
    const first = units.do(actor, async (tx) => {
      await tx.lock([resource]);
      locked();
      await held;
      await rename(tx, 'Written under the lock');
    });
    await hasLock;
    const second = units.do(actor, async (tx) => {
      await tx.lock([resource, newId()]);
      return (await tx.sql<{ name: string }>('SELECT name FROM practices'))[0]!.name;
    });
    release();
    await first;
    expect(await second).toBe('Written under the lock');
  });

  describe('an act with an idempotency key', () => {
    const digestOf = (body: unknown): Buffer => createHash('sha256').update(JSON.stringify(body)).digest();
    let done = 0;
    const act = (key: string, body: unknown, operation = 'test') =>
      units.run<{ id: string }, never>(
        { ...actor, act: { key, operation, digest: digestOf(body) } },
        (tx) => {
          done += 1;
          tx.record({ action: 'test.acted', subjectIds: [tx.practiceId] });
          return Promise.resolve(ok({ id: newId() }));
        },
        { repeat: { idOf: ({ id }) => id, again: (_, id) => Promise.resolve({ id }) } },
      );

    beforeEach(() => (done = 0));

    it('is done once, and answered as often as it is asked for', async () => {
      const first = await act('the same key', { a: 1 });
      expect(await act('the same key', { a: 1 })).toEqual(first);
      expect(done).toBe(1);
    });

    it('is no other act under the same key', async () => {
      await act('a key with a body', { a: 1 });
      const violation = { field: 'idempotencyKey', rule: 'isNew' };
      for (const [body, operation] of [
        [{ a: 2 }, 'test'],
        [{ a: 1 }, 'another'],
      ] as const) {
        await expect(act('a key with a body', body, operation)).rejects.toMatchObject({
          violations: [expect.objectContaining(violation)],
        });
      }
      expect(done).toBe(1);
    });

    it('is somebody else’s under somebody else’s key of the same words', async () => {
      const first = await act('words of two people', {});
      const other = {
        ...(await clinic.actor('manager')),
        act: { key: 'words of two people', operation: 'test', digest: digestOf({}) },
      };
      const theirs = await units.do(other, () => Promise.resolve({ id: newId() }), {
        idOf: ({ id }) => id,
        again: () => Promise.reject(new Error('It was not theirs.')),
      });
      expect(ok(theirs)).not.toEqual(first);
    });

    it('is done by one of many at once', async () => {
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => act('a key for all', {})));
      expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
      expect(done).toBe(1);
    });

    it('may be tried again where it was refused', async () => {
      const repeat = { idOf: () => newId(), again: () => Promise.reject(new Error('It was never done.')) };
      const again = { ...actor, act: { key: 'a key in vain', operation: 'test', digest: digestOf({}) } };
      for (let n = 0; n < 2; n += 1) {
        expect(await units.run(again, () => Promise.resolve(refuse('no')), { repeat })).toEqual(refuse('no'));
      }
      expect((await act('a key in vain', {})).ok).toBe(true);
    });
  });
});
